using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    private Completion Run(IOperation? statement, Frame frame)
    {
        Step();
        switch (statement)
        {
            case null or IEmptyOperation or ILocalFunctionOperation: return Completion.Normal;
            case IBlockOperation block: return RunAll(block.Operations, frame);
            case IExpressionStatementOperation expression: return Ignore(Evaluate(expression.Operation, frame));
            case IVariableDeclarationGroupOperation group: return Declare(group, frame);
            case IConditionalOperation conditional: return Run(
                Truth(conditional.Condition, frame) ? conditional.WhenTrue : conditional.WhenFalse, frame);
            case IForEachLoopOperation loop: return ForEach(loop, frame);
            case IForLoopOperation loop: return For(loop, frame);
            case IWhileLoopOperation loop: return While(loop, frame);
            case ISwitchOperation choice: return Switch(choice, frame);
            case IBranchOperation branch: return Branch(branch, frame);
            case IReturnOperation { Kind: OperationKind.YieldReturn } yield:
                frame.Yielded.Add(Values.Copy(Evaluate(yield.ReturnedValue, frame)));
                return frame.Yielded.Count < MostYielded ? Completion.Normal : Completion.Return;
            case IReturnOperation result:
                Return(result.ReturnedValue, frame);
                return Completion.Return;
            case IThrowOperation thrown: throw Thrown(thrown, frame);
            case ITryOperation attempt: return Try(attempt, frame);
            case IUsingOperation { Resources: IVariableDeclarationGroupOperation group } use:
                Declare(group, frame);
                return Using(Declared(group, frame), () => Run(use.Body, frame), use.Syntax);
            case IUsingOperation use:
                var resource = Evaluate(use.Resources, frame);
                return Using([resource], () => Run(use.Body, frame), use.Syntax);
            case ILabeledOperation labeled: return Run(labeled.Operation, frame);
            case ILockOperation locked: return Run(locked.Body, frame);
            default: return Ignore(Evaluate(statement, frame));
        }
    }

    private static Completion Ignore(object? _) => Completion.Normal;

    private Completion RunAll(IEnumerable<IOperation> given, Frame frame)
    {
        var statements = given.ToArray();
        // Local functions may be called before they stand in the text.
        foreach (var statement in statements)
        {
            if (statement is ILocalFunctionOperation { Body: { } body } function)
            {
                frame.Declare(function.Symbol, new Variable(Closure(function.Symbol, body, frame)));
            }
        }
        return RunFrom(statements, 0, frame);
    }

    private Completion RunFrom(IOperation[] statements, int start, Frame frame)
    {
        for (var i = start; i < statements.Length; i++)
        {
            if (statements[i] is IUsingDeclarationOperation use)
            {
                Declare(use.DeclarationGroup, frame);
                var next = i + 1;
                return Using(Declared(use.DeclarationGroup, frame), () => RunFrom(statements, next, frame), use.Syntax);
            }
            if (Run(statements[i], frame) is not Completion.Normal and var completion)
            {
                if (completion == Completion.GotoCase && LabelIn(statements, start, frame.GotoCase) is >= 0 and var labeled)
                {
                    i = labeled - 1;
                    continue;
                }
                return completion;
            }
        }
        return Completion.Normal;
    }

    /// <summary>Which statement <c>goto</c> goes to; -1 where the label stands further out.</summary>
    private static int LabelIn(IOperation[] statements, int start, object? label)
    {
        for (var i = start; i < statements.Length; i++)
        {
            for (var statement = statements[i]; statement is ILabeledOperation labeled; statement = labeled.Operation!)
            {
                if (SymbolEqualityComparer.Default.Equals(labeled.Label, label as ISymbol))
                {
                    return i;
                }
            }
        }
        return -1;
    }

    private Completion Declare(IVariableDeclarationGroupOperation group, Frame frame)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                var initializer = (declarator.Initializer ?? declaration.Initializer)?.Value;
                frame.Declare(declarator.Symbol, declarator.Symbol.IsRef && initializer is not null
                    ? PlaceOf(initializer, frame)
                    : new Variable(
                        initializer is null ? Values.DefaultOf(declarator.Symbol.Type) : Values.Copy(Evaluate(initializer, frame))));
            }
        }
        return Completion.Normal;
    }

    private static Completion Branch(IBranchOperation branch, Frame frame)
    {
        frame.GotoCase = branch.Target;
        return branch.BranchKind switch
        {
            BranchKind.Break => Completion.Break,
            BranchKind.Continue => Completion.Continue,
            _ => Completion.GotoCase,
        };
    }

    private Completion Switch(ISwitchOperation choice, Frame frame)
    {
        var value = Evaluate(choice.Value, frame);
        var chosen = choice.Cases.FirstOrDefault(section => section.Clauses.Any(clause => Matches(clause, value, frame)))
            ?? choice.Cases.FirstOrDefault(static section => section.Clauses.Any(static clause => clause is IDefaultCaseClauseOperation));
        while (chosen is not null)
        {
            Step();
            var completion = RunAll(chosen.Body, frame);
            if (completion != Completion.GotoCase)
            {
                return completion == Completion.Break ? Completion.Normal : completion;
            }
            chosen = choice.Cases.FirstOrDefault(section =>
                section.Clauses.Any(clause => SymbolEqualityComparer.Default.Equals(clause.Label, frame.GotoCase as ISymbol)));
            if (chosen is null)
            {
                return Completion.GotoCase;
            }
        }
        return Completion.Normal;
    }

    private bool Matches(ICaseClauseOperation clause, object? value, Frame frame) => clause switch
    {
        ISingleValueCaseClauseOperation single => Equality(value, Evaluate(single.Value, frame)) is true,
        IPatternCaseClauseOperation pattern =>
            Matches(pattern.Pattern, value, frame) && (pattern.Guard is null || Truth(pattern.Guard, frame)),
        _ => false,
    };
}
