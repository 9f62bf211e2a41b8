namespace Collegue.Gateway;

/// <summary>What is asked is not done, or got no answer; nothing was written to the client.</summary>
/// <param name="retryAfter">When trying again may help; null when it is not known to.</param>
internal sealed class RefusedException(GatewayRefusal refusal, TimeSpan? retryAfter = null) : Exception
{
    public GatewayRefusal Refusal => refusal;

    public TimeSpan? RetryAfter => retryAfter;

    public static RefusedException Invalid(string field, string message) => new(GatewayRefusal.Invalid(field, message));

    public static RefusedException Missing(string what) => new(GatewayRefusal.Missing($"{what} not found.", "not_found"));

    public static RefusedException Conflict(string message, string? field = null) => new(new GatewayRefusal(StatusCodes.Status409Conflict, message, "conflict", field));
}
