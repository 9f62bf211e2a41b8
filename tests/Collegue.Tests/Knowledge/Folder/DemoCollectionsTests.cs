using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Folder;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class DemoCollectionsTests
{
    [Fact]
    public async Task Both_demonstration_collections_are_read_whole()
    {
        var documents = new List<SourceDocument>();
        foreach (var name in new[] { "sainte-amarelle", "val-d-amarelle" })
        {
            var source = Assert.IsType<FolderOpening.Opened>(FolderSource.Open(Path.Combine(Demo(), "collections", name))).Source;
            Assert.Equal(name, source.Collection.Organisation);
            await foreach (var item in source.ReadAsync(TestContext.Current.CancellationToken))
                documents.Add(Assert.IsType<SourceItem.Read>(item).Document);
        }

        Assert.True(documents.Count >= 60, $"{documents.Count} documents");
        Assert.All(documents, document =>
        {
            Assert.NotEmpty(document.Passages);
            Assert.All(document.Passages, passage => Assert.InRange(passage.Text.Length, 1, 1500));
            Assert.NotNull(document.Updated);
        });
    }

    [Fact]
    public async Task A_printed_decision_gives_each_price_with_its_label()
    {
        var source = Assert.IsType<FolderOpening.Opened>(FolderSource.Open(Path.Combine(Demo(), "collections", "sainte-amarelle"))).Source;
        var passages = new List<SourcePassage>();
        await foreach (var item in source.ReadAsync(TestContext.Current.CancellationToken))
        {
            if (item is SourceItem.Read { Document: { Key: "scolaire/deliberation-tarifs-2026-2027" } document })
                passages.AddRange(document.Passages);
        }

        var prices = Assert.Single(passages, passage => passage.Heading is ["Article 1 : prix du repas à la cantine"]);
        Assert.Contains("- Convive et quotient familial : Prix du repas à la cantine\n", prices.Text);
        Assert.Contains("- Enfant de Sainte-Amarelle, quotient familial de 501 à 900 : 3,20 €\n", prices.Text);
        Assert.EndsWith("\nUn repas pris sans réservation à la cantine est majoré de 2,00 €.", prices.Text, StringComparison.Ordinal);
    }

    private static string Demo()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Collegue.slnx")))
                return Path.Combine(folder.FullName, "demo");
        }
        throw new DirectoryNotFoundException("demo");
    }
}
