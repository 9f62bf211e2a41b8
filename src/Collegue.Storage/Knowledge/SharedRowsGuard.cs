using System.Linq.Expressions;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Collegue.Storage.Knowledge;

/// <summary>
/// The filter of shared rows also lets those of ancestors through, and a bulk change passes no other guard: it must name the
/// organisation whose rows it changes, or it is refused before it reaches the database.
/// </summary>
internal sealed class SharedRowsGuard : IQueryExpressionInterceptor
{
    public static SharedRowsGuard Instance { get; } = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (queryExpression is MethodCallExpression { Method.Name: "ExecuteUpdate" or "ExecuteDelete" } change
            && change.Method.DeclaringType == typeof(EntityFrameworkQueryableExtensions)
            && change.Method.GetGenericArguments()[0] is var type && IsShared(type)
            && !NamesOrganisation(change.Arguments[0]))
        {
            throw new InvalidOperationException(
                $"A bulk change of {type.Name} rows needs a Where on {nameof(IBelongsToOrganisation.OrganisationId)}: an ancestor's are visible too.");
        }

        return queryExpression;
    }

    private static bool IsShared(Type type) => type == typeof(Collection) || type == typeof(Document) || type == typeof(Passage);

    private static bool NamesOrganisation(Expression source) =>
        source is MethodCallExpression call
        && ((call.Method.Name == nameof(Queryable.Where) && Requires(Predicate(call.Arguments[1]))) || NamesOrganisation(call.Arguments[0]));

    private static Expression Predicate(Expression argument) =>
        argument is UnaryExpression { NodeType: ExpressionType.Quote } quote ? Predicate(quote.Operand) : ((LambdaExpression)argument).Body;

    private static bool Requires(Expression predicate) => predicate switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } both => Requires(both.Left) || Requires(both.Right),
        BinaryExpression { NodeType: ExpressionType.Equal } equal => IsOrganisation(equal.Left) || IsOrganisation(equal.Right),
        _ => false,
    };

    private static bool IsOrganisation(Expression side) =>
        side is MemberExpression { Member.Name: nameof(IBelongsToOrganisation.OrganisationId), Expression: ParameterExpression };
}
