using Collegue.Answering.Writing;
using Collegue.Answering.Writing.Lists;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Tests.Answering.Writing;

public sealed class ListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("collegue-lists-");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Entries_of_an_administrator_are_added_replace_and_take_out_without_a_restart()
    {
        var diagnostician = new Diagnostician(new WritingLists(_folder.FullName, _clock));
        Assert.Equal(["nonobstant", "usager"], Jargon(diagnostician));

        File.WriteAllText(Path.Combine(_folder.FullName, "glossary.txt"), "# les nôtres\nusager\nGéoPortail | carte en ligne | La carte des travaux.\nnonobstant | même avec | Autrement dit.\n");
        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["nonobstant", "géoportail"], Jargon(diagnostician));
        Assert.Equal("même avec", Read(diagnostician).Findings.First(finding => finding.Kind == FindingKind.Jargon).Entry!.Plainer);
    }

    [Fact]
    public void The_glossary_of_the_program_is_large_and_each_entry_is_explained()
    {
        using var stream = typeof(WritingLists).Assembly.GetManifestResourceStream(typeof(WritingLists), WritingLists.GlossaryName)!;
        using var reader = new StreamReader(stream);
        var entries = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|')).ToList();

        Assert.True(entries.Count >= 250);
        Assert.All(entries, entry =>
        {
            Assert.Equal(3, entry.Length);
            Assert.False(string.IsNullOrWhiteSpace(entry[2]), entry[0]);
            var (forms, plainer) = (entry[0].Split(',').Length, entry[1].Trim().Length == 0 ? 0 : entry[1].Split(',').Length);
            Assert.True(plainer == 0 || plainer == forms, string.Join('|', entry));
        });
        var terms = entries.SelectMany(entry => entry[0].Split(',', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(terms.Count, terms.Distinct().Count());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Diagnosis Read(Diagnostician diagnostician) => diagnostician.Read("Nonobstant la pluie, cet usager a pu consulter le géoportail de la commune.");

    private static IEnumerable<string> Jargon(Diagnostician diagnostician) =>
        Read(diagnostician).Findings.Where(finding => finding.Kind == FindingKind.Jargon).Select(finding => finding.Text.ToLowerInvariant());
}
