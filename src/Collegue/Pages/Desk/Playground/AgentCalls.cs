using System.Security.Claims;
using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Gateway;
using Collegue.Gateway.Accounts;
using Collegue.Gateway.Calling;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Net.Http.Headers;

namespace Collegue.Pages.Desk.Playground;

/// <summary>A whole answer as it came.</summary>
/// <param name="Record">What was counted; null when nothing was asked.</param>
/// <param name="Limit">The limit that refused the call; null when none did.</param>
internal sealed record AgentAnswer(int Status, string Raw, CallRecord? Record, QuotaRefusal? Limit, TimeSpan Latency);

/// <summary>
/// Calls models for the agent who is signed in, by the very way of programs: the kill switch, the limits, the masking and the accounts hold
/// as for a key.
/// </summary>
internal sealed class AgentCalls(ModelCalls calls, RouteTable routes, CurrentOrganisation current, IServiceScopeFactory scopes, TimeProvider clock)
{
    private const GatewayCallKind Kind = GatewayCallKind.Chat;

    public static GatewayCaller CallerOf(ClaimsPrincipal user, OrganisationView organisation) =>
        new(organisation.Id, organisation.Ancestors, Guid.Empty, user.Acting().AgentId, user.DepartmentId());

    /// <summary>Names of the models that write, those of the organisation, those lent to it and those computed here.</summary>
    public async Task<IReadOnlyList<string>> ModelsAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        var snapshot = await routes.CurrentAsync(cancellation);
        return
        [
            .. snapshot.VisibleTo(CallerOf(user, current.Required)).Where(router => router.Kind == ModelKind.TextGeneration).Select(router => router.Name)
                .Concat(routes.Locals.Where(local => local.Answers(Kind)).Select(local => local.Name)).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Why calls are kept at this moment; null when they are not.</summary>
    public async Task<GatewaySettings?> TraceAsync(CancellationToken cancellation) =>
        (await routes.CurrentAsync(cancellation)).SettingsOf(current.Required.Id) is { } settings && settings.TraceUntil > clock.GetUtcNow() ? settings : null;

    public async Task<AgentAnswer> AskAsync(HttpContext http, byte[] body)
    {
        await using var services = scopes.CreateAsyncScope();
        using var written = new MemoryStream();
        var features = new FeatureCollection();
        var response = new WholeResponse();
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(written));
        var inner = Inner(http, body, features, services.ServiceProvider);
        var from = clock.GetTimestamp();
        await calls.AnswerAndLeaveAsync(inner, Kind, CallerOf(http.User, current.Required));
        await inner.Response.CompleteAsync();
        await response.EndAsync();
        return new AgentAnswer(
            inner.Response.StatusCode, System.Text.Encoding.UTF8.GetString(written.ToArray()), inner.Features.Get<CallRecord>(), inner.Features.Get<QuotaRefusal>(),
            clock.GetElapsedTime(from));
    }

    /// <summary>The answer goes to the browser as it comes; says what was counted, null when nothing was asked, and how long it took.</summary>
    public async Task<(CallRecord? Record, TimeSpan Latency)> PassAsync(HttpContext http, byte[] body)
    {
        var inner = Inner(http, body, new FeatureCollection(http.Features), http.RequestServices);
        var from = clock.GetTimestamp();
        await calls.AnswerAndLeaveAsync(inner, Kind, CallerOf(http.User, current.Required));
        return (inner.Features.Get<CallRecord>(), clock.GetElapsedTime(from));
    }

    /// <summary>A request of its own, which knows nothing of the form, the cookies and the session around it.</summary>
    private DefaultHttpContext Inner(HttpContext outer, byte[] body, FeatureCollection features, IServiceProvider services)
    {
        var caller = CallerOf(outer.User, current.Required);
        var key = new KnownKey(
            caller.Key, caller.Organisation, ApiScopes.Read | ApiScopes.ReadForAgents | ApiScopes.Models, caller.Agent, caller.Department, null, clock.GetUtcNow());
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = HttpMethods.Post,
            Scheme = outer.Request.Scheme,
            Path = "/v1/chat/completions",
            Body = new MemoryStream(body),
            Headers = new HeaderDictionary { [HeaderNames.ContentType] = "application/json", ContentLength = body.Length },
        });
        features.Set<IServiceProvidersFeature>(new ServiceProvidersFeature { RequestServices = services });
        features.Set<IHttpAuthenticationFeature>(new HttpAuthenticationFeature { User = new ClaimsPrincipal(KeyAuthentication.IdentityOf(key)) });
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = outer.RequestAborted });
        var inner = new DefaultHttpContext(features);
        features.Set<IRequestBodyPipeFeature>(new RequestBodyPipeFeature(inner));
        return inner;
    }

    /// <summary>A response that no server sends: what is to be done when it was sent is done when it is whole.</summary>
    private sealed class WholeResponse : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Act, object State)> _last = [];

        public override void OnCompleted(Func<object, Task> callback, object state) => _last.Add((callback, state));

        public async Task EndAsync()
        {
            foreach (var (act, state) in Enumerable.Reverse(_last))
            {
                await act(state);
            }
        }
    }
}
