using System.Net;
using System.Text;
using Collegue.Web.Tests.Api;
using Xunit;

namespace Collegue.Web.Tests.Mcp;

public sealed class McpLimits(LimitedServer server) : IClassFixture<LimitedServer>
{
    [Fact]
    public async Task Tools_are_counted_with_the_other_requests_of_programs()
    {
        using var nobody = server.ProgramWith(null);
        var statuses = new List<HttpStatusCode>();
        for (var asked = 0; asked < 5; asked++)
        {
            using var body = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json");
            using var answer = await nobody.PostAsync(new Uri("/mcp", UriKind.Relative), body, TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }
}
