using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>The most one call can take.</summary>
/// <param name="Micros">Millionths of a euro.</param>
internal readonly record struct Expense(long Requests, long Tokens, long Micros)
{
    public long Of(LimitMeasure measure) => measure switch
    {
        LimitMeasure.Requests => Requests,
        LimitMeasure.Tokens => Tokens,
        _ => Micros,
    };
}
