using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Gateway;
using Collegue.Gateway.Local;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Gateway;

/// <summary>Asks a model of our own as the gateway does, once it let a call in.</summary>
internal static class LocalCalls
{
    public static async Task<LocalAnswer> AskAsync(this ProgramServer server, string model, GatewayCallKind kind, string body, ApiScopes scopes = ApiScopes.Models)
    {
        var organisation = await server.Services.GetRequiredService<OrganisationDirectory>().FindAsync(ProgramServer.Town, TestContext.Current.CancellationToken);
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganisation>().Enter(organisation!);
        using var written = new MemoryStream();
        var http = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(KeyClaims.Scopes, ((int)scopes).ToString(CultureInfo.InvariantCulture))], "test")),
        };
        http.Response.Body = written;
        using var asked = JsonDocument.Parse(body);
        var caller = new GatewayCaller(organisation!.Id, organisation.Ancestors, organisation.Id, null, null);
        var outcome = await scope.ServiceProvider.GetServices<LocalModel>().Single(one => one.Name == model)
            .AnswerAsync(new LocalRequest(kind, asked.RootElement, caller), http, TestContext.Current.CancellationToken);
        return new LocalAnswer(outcome, http.Response.ContentType, Encoding.UTF8.GetString(written.ToArray()));
    }
}

internal sealed record LocalAnswer(LocalOutcome Outcome, string? Type, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public IReadOnlyList<string> Frames => [.. Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(frame => frame["data: ".Length..])];
}
