using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// Executes a reducer, with the helpers, local functions and lambdas that it calls, over tables in memory. What it cannot follow
/// ends the run as lost. Bounded by fuel and by depth, so that no code takes it long.
/// </summary>
internal sealed partial class Interpreter(Module module, Run run, IMethodSymbol reducer)
{
    private const int DeepestCall = 24;

    private readonly Dictionary<ISymbol, object?> _statics = new(SymbolEqualityComparer.Default);
    private readonly SyntaxNode? _root = reducer.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(module.Cancellation);
    private int _depth;
    private int _counter;
    private SyntaxNode? _callInRoot;

    /// <summary>Runs to the end; a run that throws or is lost leaves a database that must not be used.</summary>
    public void Execute(object?[] arguments)
    {
        try
        {
            Invoke(reducer, null, [ContextValue.Instance, .. arguments]);
        }
        catch (LostTrackException exception)
        {
            run.LostAt = exception.Message;
        }
        catch (ThrownException exception)
        {
            run.Thrown = exception.TypeName;
        }
        catch (InsufficientExecutionStackException)
        {
            run.LostAt = "depth";
        }
        catch (Exception exception) when (exception is InvalidCastException or NullReferenceException
            or InvalidOperationException or ArgumentException
            or IndexOutOfRangeException or KeyNotFoundException or FormatException or OverflowException or NotSupportedException)
        {
            // Half-typed code puts values where none of their type belong.
            run.LostAt = exception.GetType().Name;
        }
    }

    private void Step()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (--run.FuelLeft < 0)
        {
            throw new LostTrackException("fuel");
        }
        if ((run.FuelLeft & 1023) == 0)
        {
            module.Cancellation.ThrowIfCancellationRequested();
        }
    }

    private object? Evaluate(IOperation? operation, Frame frame)
    {
        Step();
        if (operation is { ConstantValue: { HasValue: true, Value: var constant } })
        {
            return constant;
        }
        switch (operation)
        {
            case ILocalReferenceOperation local: return Variable(local.Local, frame).Value;
            case IParameterReferenceOperation parameter: return Variable(parameter.Parameter, frame).Value;
            case IFieldReferenceOperation field: return ReadMember(field.Field, field.Instance, frame, field);
            case IPropertyReferenceOperation property: return ReadProperty(property, frame);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }: return frame.Initialized.Peek();
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput }: return frame.Initialized.Peek();
            case IInstanceReferenceOperation: return Self(frame);
            case IInvocationOperation invocation: return Call(invocation, frame);
            case IObjectCreationOperation creation: return Create(creation, frame);
            case IAnonymousObjectCreationOperation creation: return CreateAnonymous(creation, frame);
            case IArrayCreationOperation creation: return CreateArray(creation, frame);
            case IWithOperation with: return With(with, frame);
            case ITupleOperation tuple: return new TupleValue(
                tuple.Elements.Select(element => Values.Copy(Evaluate(element, frame))).ToArray());
            case IConversionOperation conversion: return ConvertValue(conversion, frame);
            case IBinaryOperation binary: return Binary(binary, frame);
            case ITupleBinaryOperation tuples: return Conversions.Truth(
                Equality(
                    Evaluate(tuples.LeftOperand, frame),
                    Evaluate(tuples.RightOperand, frame))) == (tuples.OperatorKind == BinaryOperatorKind.Equals);
            case IUnaryOperation unary: return Unary(unary, frame);
            case IIncrementOrDecrementOperation increment: return Increment(increment, frame);
            case ISimpleAssignmentOperation assignment: return Assign(assignment, frame);
            case IEventAssignmentOperation assignment: return Subscribe(assignment, frame);
            case IEventReferenceOperation reference: return ReadMember(reference.Event, reference.Instance, frame, reference);
            case ICompoundAssignmentOperation assignment: return AssignCompound(assignment, frame);
            case ICoalesceAssignmentOperation assignment: return AssignCoalesce(assignment, frame);
            case IDeconstructionAssignmentOperation deconstruction: return Deconstruct(
                deconstruction.Target, Evaluate(deconstruction.Value, frame), frame);
            case ICoalesceOperation coalesce: return Evaluate(coalesce.Value, frame) ?? Evaluate(coalesce.WhenNull, frame);
            case IConditionalOperation conditional: return Evaluate(
                Truth(conditional.Condition, frame) ? conditional.WhenTrue : conditional.WhenFalse, frame);
            case IConditionalAccessOperation access: return AccessConditionally(access, frame);
            case IConditionalAccessInstanceOperation: return frame.Receivers.Peek();
            case IIsPatternOperation pattern: return Matches(pattern.Pattern, Evaluate(pattern.Value, frame), frame);
            case IIsTypeOperation isType: return IsOfType(
                Evaluate(isType.ValueOperand, frame), frame.TypeOf(isType.TypeOperand)) != isType.IsNegated;
            case ISwitchExpressionOperation choice: return Switch(choice, frame);
            case IInterpolatedStringOperation text: return Interpolate(text, frame);
            case IInterpolatedStringHandlerCreationOperation handler: return Evaluate(handler.Content, frame);
            case IAnonymousFunctionOperation lambda: return Closure(lambda.Symbol, lambda.Body, frame);
            case IDelegateCreationOperation creation: return Evaluate(creation.Target, frame);
            case IMethodReferenceOperation method: return MethodGroup(method, frame);
            case IDefaultValueOperation { Type: { } type }: return frame.TypeOf(type) is { TypeKind: not TypeKind.TypeParameter } known
                ? Values.DefaultOf(known)
                : throw new LostTrackException("default");
            case ITypeParameterObjectCreationOperation creation: return Create(creation, frame);
            case IRangeOperation range: return new Slice(
                range.LeftOperand is null ? null : Evaluate(range.LeftOperand, frame),
                range.RightOperand is null ? null : Evaluate(range.RightOperand, frame));
            case IImplicitIndexerReferenceOperation indexer: return At(Sliced(indexer, frame), Evaluate(indexer.Argument, frame)).Value;
            case IArrayElementReferenceOperation or IDeclarationExpressionOperation: return PlaceOf(operation, frame).Value;
            case IThrowOperation thrown: throw Thrown(thrown, frame);
            case ITranslatedQueryOperation query: return Evaluate(query.Operation, frame);
            case IParenthesizedOperation parenthesized: return Evaluate(parenthesized.Operand, frame);
            case IArgumentOperation argument: return Evaluate(argument.Value, frame);
            case ITypeOfOperation type: return new TypeValue(frame.TypeOf(type.TypeOperand));
            case { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax allocation }: return OnStack(
                operation, allocation, frame);
            // Collection expressions are newer than the oldest host's API.
            case { Kind: (OperationKind)127 }: return CreateCollection(operation, frame);
            default: throw new LostTrackException(operation?.Kind.ToString() ?? "nothing");
        }
    }

    private static Place Variable(ISymbol symbol, Frame frame) => frame.Find(symbol)
        ?? (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter
            && Self(frame) is Instance instance
            ? new MemberPlace(instance, InstanceType.NameOf(parameter))
            : throw new LostTrackException(symbol.Name));

    private static object? Self(Frame frame)
    {
        for (var current = frame; current is not null; current = current.Enclosing)
        {
            if (current.Self is not null)
            {
                return current.Self;
            }
        }
        throw new LostTrackException("this");
    }

    private bool Truth(IOperation? condition, Frame frame) => Conversions.Truth(Evaluate(condition, frame));

    private object? AccessConditionally(IConditionalAccessOperation access, Frame frame)
    {
        if (Evaluate(access.Operation, frame) is not { } receiver)
        {
            return null;
        }
        frame.Receivers.Push(receiver);
        try
        {
            return Evaluate(access.WhenNotNull, frame);
        }
        finally
        {
            frame.Receivers.Pop();
        }
    }

    private bool IsInRoot(SyntaxNode syntax) =>
        _root is not null && _root.SyntaxTree == syntax.SyntaxTree && _root.Span.Contains(syntax.Span);

    private SyntaxNode SiteOf(SyntaxNode syntax) => IsInRoot(syntax) ? syntax : _callInRoot ?? syntax;
}
