using Collegue.Storage.Models;
using Collegue.Web.Tests.Gateway.Calls;

namespace Collegue.Web.Tests.Gateway.Clients;

/// <summary>Where clients are pointed at: an address, a key and names of models.</summary>
public sealed record ClientSetting(Uri Address, string Key, string Chat, string Embeddings, string Busy);

/// <summary>The gateway before one server of models, and that server by itself.</summary>
public sealed class ClientsServer : GatewayServer
{
    private const string OwnKey = "sk-essai";

    private Upstream? behind;
    private Upstream? alone;

    /// <summary>Through the gateway.</summary>
    public ClientSetting Gateway { get; private set; } = null!;

    /// <summary>The server of models alone: what fails there is not the gateway's fault.</summary>
    public ClientSetting Direct { get; private set; } = null!;

    internal Upstream Behind => behind!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        behind = await Upstream.StartAsync();
        behind.Does = new ModelDouble(key: null).AnswerAsync;
        alone = await Upstream.StartAsync();
        alone.Does = new ModelDouble(OwnKey).AnswerAsync;
        Direct = new ClientSetting(new Uri(alone.Address), OwnKey, ModelDouble.Chat, ModelDouble.Embeddings, ModelDouble.Busy);
        using var program = await ProgramAsync();
        Gateway = new ClientSetting(
            new Uri(Address, "/v1"), program.DefaultRequestHeaders.Authorization!.Parameter!, await NamedAsync(ModelDouble.Chat, ModelKind.TextGeneration),
            await NamedAsync(ModelDouble.Embeddings, ModelKind.Embeddings), await NamedAsync(ModelDouble.Busy, ModelKind.TextGeneration));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (behind?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (alone?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<string> NamedAsync(string served, ModelKind kind) => await RouterAsync(
        [await ModelAsync(Behind.Address, model: model => (model.Name, model.Kind) = (served, kind))], router => router.Kind = kind);
}
