using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Collegue.Web.Tests.Admin;

/// <summary>The product with an embedding model configured on a server that does not know its key.</summary>
public sealed class AnotherModelServer : ProductServer
{
    private WebApplication embeddings = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Embeddings:Kind", "OpenAI"), new("Embeddings:OpenAI:BaseUrl", $"{embeddings.Urls.First()}/v1"), new("Embeddings:OpenAI:Model", "ailleurs")];

    public override async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        embeddings = builder.Build();
        embeddings.MapPost("/v1/embeddings", () => Results.Unauthorized());
        await embeddings.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await embeddings.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
