using System.Globalization;
using Collegue.Gateway.Accounts;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Calling;

/// <summary>What programs are told when a call of a model fails, in the dialect of OpenAI.</summary>
internal static class Refusals
{
    /// <summary>For a client that went away: nobody reads it, but logs and proxies count it.</summary>
    public const int ClientClosedRequest = 499;

    /// <summary>What is out of reach or has too much to do may be asked again after that.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>A person stopped models, and a person lets them go on.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>Clients of OpenAI try again by themselves: not when they would have to wait longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static GatewayRefusal Invalid(string? param, string message, string code = "invalid_value") =>
        new(StatusCodes.Status400BadRequest, message, code, param);

    public static GatewayRefusal UnknownModel(string name) => new(
        StatusCodes.Status404NotFound, $"The model '{name}' does not exist or this key may not use it. GET /v1/models lists those it may.", "model_not_found", "model");

    public static GatewayRefusal OtherKind(string name, ModelKind kind) => new(
        StatusCodes.Status400BadRequest, $"The model '{name}' is one for {NameOf(kind)}: it does not answer at this address.", "unsupported_operation", "model");

    public static GatewayRefusal NotOffered(string name, GatewayCallKind kind) => new(
        StatusCodes.Status400BadRequest, $"No server of the model '{name}' has the address /v1{CallPaths.All[(int)kind].Path}. Use /v1/chat/completions.", "unsupported_operation", "model");

    public static GatewayRefusal TooFar(string name) => new(
        StatusCodes.Status403Forbidden,
        $"Your organisation does not let its data go where '{name}' is computed.", "place_not_allowed", "model");

    public static GatewayRefusal Stopped() => new(
        StatusCodes.Status503ServiceUnavailable, "An administrator stopped all language models. Try again later.", "models_stopped");

    public static GatewayRefusal AccountsClosed() => new(
        StatusCodes.Status503ServiceUnavailable, "What is used cannot be accounted for at the moment, so the call was not made. Try again later.", "accounting_unavailable");

    /// <param name="message">Says which field, and holds no content.</param>
    public static GatewayRefusal CannotMask(string message) => new(StatusCodes.Status422UnprocessableEntity, message, "cannot_be_masked");

    public static GatewayRefusal OverLimit(QuotaRefusal refusal) => refusal.Measure == LimitMeasure.Micros
        ? new GatewayRefusal(StatusCodes.Status429TooManyRequests, $"The budget of {Whose(refusal.Subject)} {For(refusal.Period)}{Of(refusal)} does not cover this call.", "insufficient_quota")
        : new GatewayRefusal(
            StatusCodes.Status429TooManyRequests,
            $"The limit of {(refusal.Measure == LimitMeasure.Requests ? "requests" : "tokens")} of {Whose(refusal.Subject)} {For(refusal.Period)}{Of(refusal)} is reached.", "rate_limit_exceeded");

    /// <summary>What is said when no provider answered.</summary>
    public static GatewayRefusal Of(ModelOutcome outcome) => outcome switch
    {
        ModelOutcome.TooMany => new(StatusCodes.Status429TooManyRequests, "The server of the model has too much to do. Try again later.", "upstream_rate_limited"),
        ModelOutcome.Unreachable or ModelOutcome.ServerError or ModelOutcome.Cut => new(
            StatusCodes.Status503ServiceUnavailable, "No server of this model answers at the moment. Try again later.", "upstream_unavailable"),
        ModelOutcome.NothingInTime or ModelOutcome.TooLong => new(
            StatusCodes.Status503ServiceUnavailable, "The server of the model did not answer in time. Try again later.", "upstream_timeout"),
        ModelOutcome.TooLarge => Failed("The server of the model sent more than may be passed on.", "upstream_too_large"),
        ModelOutcome.Malformed => Failed("The server of the model sent something that is not an answer.", "upstream_malformed"),
        ModelOutcome.Stopped => Stopped(),
        ModelOutcome.NotAllowed => new(
            StatusCodes.Status403Forbidden, "No server of this model may receive what the request holds.", "data_not_allowed"),
        _ => Failed("The server of the model does not accept the gateway: an administrator must look at its address, key and model.", "upstream_refused"),
    };

    public static TimeSpan? WaitAfter(ModelOutcome outcome) => outcome switch
    {
        ModelOutcome.TooMany or ModelOutcome.Unreachable or ModelOutcome.ServerError or ModelOutcome.Cut or ModelOutcome.NothingInTime or ModelOutcome.TooLong => Soon,
        ModelOutcome.Stopped => Later,
        _ => null,
    };

    public static async Task WriteAsync(HttpContext http, GatewayRefusal refusal, TimeSpan? retryAfter)
    {
        if (http.Response.HasStarted)
        {
            return;
        }

        if (retryAfter is { } wait)
        {
            SayWhen(http, wait);
        }

        // A budget without end does not come back by waiting; clients of OpenAI honour this.
        if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable && (retryAfter is null || retryAfter > Patience))
        {
            http.Response.Headers["x-should-retry"] = "false";
        }

        await refusal.ExecuteAsync(http);
    }

    public static void SayWhen(HttpContext http, TimeSpan wait) =>
        http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The client went away before anything was written.</summary>
    public static void Gone(HttpContext http)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.StatusCode = ClientClosedRequest;
        }
    }

    private static GatewayRefusal Failed(string message, string code) => new(StatusCodes.Status424FailedDependency, message, code);

    private static string Of(QuotaRefusal refusal) => refusal.OneName ? " for this model" : "";

    private static string Whose(LimitSubject subject) => subject switch
    {
        LimitSubject.Organisation => "the organisation",
        LimitSubject.Department => "the department",
        LimitSubject.User or LimitSubject.EveryUser => "the user",
        _ => "the key",
    };

    private static string For(LimitPeriod period) => period switch
    {
        LimitPeriod.Minute => "for a minute",
        LimitPeriod.Day => "for a day",
        LimitPeriod.Month => "for a month",
        _ => "for all time",
    };

    private static string NameOf(ModelKind kind) => kind switch
    {
        ModelKind.TextGeneration => "writing text",
        ModelKind.Embeddings => "embeddings",
        ModelKind.Rerank => "reranking",
        ModelKind.Transcription => "transcription",
        _ => "reading documents",
    };
}
