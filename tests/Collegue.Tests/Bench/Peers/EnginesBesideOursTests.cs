using System.Text;
using Collegue.Bench.Peers;
using Collegue.Bench.Retrieval;
using Xunit;

namespace Collegue.Tests.Bench.Peers;

public sealed class EnginesBesideOursTests : IDisposable
{
    private static readonly PeerDocument[] Documents =
    [
        new("particuliers/F1", "Carte nationale d'identité perdue", "Que faire", "Déclarez la perte en mairie."),
        new("particuliers/F2", "Passeport", "Première demande", "Prenez rendez-vous en mairie."),
        new("particuliers/F3", "Permis de construire", "", "Déposez le dossier."),
    ];

    private readonly string file = Path.GetTempFileName();

    public EnginesBesideOursTests()
    {
        File.WriteAllLines(file, Documents.Select(PeerFiles.Line));
    }

    public static TheoryData<string> Engines => ["sqlite", "lucene"];

    public void Dispose() => File.Delete(file);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_engine_says_what_it_found_for_every_query_and_what_it_took(string engine)
    {
        await using IPeer peer = engine == "sqlite" ? new SqlitePeer() : new LucenePeer();
        RetrievalQuery[] queries = [new("a", "passeport \"AND\" (mairie)", ["particuliers/F2"]), new("b", "perte de la carte", ["particuliers/F1"]), new("c", "!?", ["particuliers/F3"])];
        var output = new StringBuilder();

        await PeerTrial.RunAsync(peer, file, queries, new StringWriter(output), TestContext.Current.CancellationToken);

        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        var answers = lines[..^1].Select(PeerFiles.Read<PeerAnswer>).ToDictionary(answer => answer.Id);
        Assert.Equal("particuliers/F2", answers["a"].Ranked[0]);
        Assert.Equal("particuliers/F1", answers["b"].Ranked[0]);
        Assert.Empty(answers["c"].Ranked);
        var closing = PeerFiles.Read<PeerClosing>(lines[^1]);
        Assert.Equal(3, closing.Documents);
        Assert.True(closing.PeakMb > 0);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_keeps_its_line_in_the_table()
    {
        var row = await PeersBench.RunAsync(new PeerCommand("absent", "collegue-no-such-program", []), [new("a", "b", ["c"])], TestContext.Current.CancellationToken);

        Assert.Equal("absent", row.Peer);
        Assert.Null(row.NdcgAt10);
        Assert.StartsWith("NOT MEASURED", row.How, StringComparison.Ordinal);
    }
}
