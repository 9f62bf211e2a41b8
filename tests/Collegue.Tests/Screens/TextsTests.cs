using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Collegue.Tests.Screens;

public sealed partial class TextsTests
{
    private static readonly Dictionary<string, HashSet<string>> KeysByClass = SourceTree.Files(".resx")
        .Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => Texts(file).Keys.ToHashSet());

    [Fact]
    public void Every_text_is_in_both_languages()
    {
        var french = SourceTree.Files(".resx").Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(french);
        Assert.All(french, file =>
        {
            var english = Texts(Path.ChangeExtension(file, ".en.resx"));
            var missing = Texts(file).Keys.Except(english.Keys).Concat(english.Keys.Except(Texts(file).Keys));
            Assert.True(!missing.Any(), $"{SourceTree.Name(file)}: {string.Join(", ", missing)}");
        });
    }

    [Fact]
    public void Both_languages_put_the_same_values_in_a_text() =>
        Assert.All(SourceTree.Files(".resx").Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal)), file =>
        {
            var english = Texts(Path.ChangeExtension(file, ".en.resx"));
            var different = Texts(file).Where(text => !Holes(text.Value).SetEquals(Holes(english.GetValueOrDefault(text.Key, "")))).Select(text => text.Key);
            Assert.True(!different.Any(), $"{SourceTree.Name(file)}: {string.Join(", ", different)}");
        });

    [Fact]
    public void Every_key_a_screen_asks_for_exists()
    {
        var used = SourceTree.Files(".cshtml", ".cs").SelectMany(KeysUsed).ToList();

        Assert.NotEmpty(used);
        var unknown = used.Where(use => !KeysByClass.TryGetValue(use.Class, out var keys)
            || !(use.IsPrefix ? keys.Any(key => key.StartsWith(use.Key, StringComparison.Ordinal)) : keys.Contains(use.Key)));
        Assert.True(!unknown.Any(), string.Join('\n', unknown.Select(use => $"{SourceTree.Name(use.File)}: {use.Class}[{use.Key}]")));
    }

    [Fact]
    public void No_screen_holds_words_of_its_own()
    {
        var found = SourceTree.Files(".cshtml").SelectMany(file => Words(File.ReadAllText(file)).Select(words => $"{SourceTree.Name(file)}: {words}")).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("<p>Bonjour</p>")]
    [InlineData("<p>@T[\"a\"] et <b>@Model.Name</b></p>")]
    [InlineData("<button aria-label=\"Fermer\">@T[\"x\"]</button>")]
    public void Words_in_a_screen_are_seen(string screen) => Assert.NotEmpty(Words(screen));

    [Theory]
    [InlineData("<p>@T[\"a.b\", Model.Name] (@Model.Count)</p>")]
    [InlineData("@if (a < b && c > d)\n{\n  <p>@(x ? T[\"y\"] : T[\"z\"])</p>\n}\nelse\n{\n}")]
    [InlineData("<code>collegue serve</code>")]
    public void What_is_not_words_is_not(string screen) => Assert.Empty(Words(screen));

    private static Dictionary<string, string> Texts(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Groups[1].Value)];

    private static IEnumerable<KeyUse> KeysUsed(string file)
    {
        var text = File.ReadAllText(file);
        var localizers = Localizer().Matches(file.EndsWith(".cshtml", StringComparison.Ordinal) ? Imports(file) + text : text)
            .GroupBy(match => match.Groups[2].Value).ToDictionary(group => group.Key, group => group.Last().Groups[1].Value.Split('.')[^1]);
        return Use().Matches(text).Where(match => localizers.ContainsKey(match.Groups[1].Value)).Select(match =>
        {
            var key = match.Groups[3].Value;
            var cut = match.Groups[2].Length > 0 ? key.IndexOf('{', StringComparison.Ordinal) : -1;
            return new KeyUse(file, localizers[match.Groups[1].Value], cut < 0 ? key : key[..cut], cut >= 0);
        });
    }

    private static string Imports(string file)
    {
        var texts = new List<string>();
        for (var folder = Path.GetDirectoryName(file)!; folder.Length > SourceTree.Root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (Path.Combine(folder, "_ViewImports.cshtml") is var imports && File.Exists(imports))
            {
                texts.Insert(0, File.ReadAllText(imports));
            }
        }

        return string.Concat(texts);
    }

    /// <summary>Runs of letters between tags or in spoken attributes once what Razor computes is taken away.</summary>
    private static IEnumerable<string> Words(string screen)
    {
        var markup = Untranslated().Replace(Expression().Replace(Comment().Replace(screen, ""), "·"), "");
        return BetweenTags().Matches(markup).Concat(SpokenAttribute().Matches(markup)).Select(match => match.Groups[1].Value.Trim())
            .Where(words => Letters().IsMatch(words) && words.IndexOfAny(['{', '}', ';', '=']) < 0);
    }

    private sealed record KeyUse(string File, string Class, string Key, bool IsPrefix);

    [GeneratedRegex(@"\{(\d+)(?::[^}]*)?\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"IStringLocalizer<([\w.]+)>\s+(\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex("\\b(\\w+)\\[\\s*(\\$?)\"([^\"]+)\"")]
    private static partial Regex Use();

    [GeneratedRegex(@"@\*.*?\*@|^@(?:inject|model|using)[^\n]*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Comment();

    // @T["…", x], @(…), @Model.A.B(…): balanced two levels deep, which is as deep as a screen should go.
    [GeneratedRegex("""@(?!if|foreach|for|else|switch|section|model|page|inject|using|functions|await)(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[\w.?!]+(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\??\.\w+)*)""")]
    private static partial Regex Expression();

    [GeneratedRegex("<code>.*?</code>|<kbd>.*?</kbd>", RegexOptions.Singleline)]
    private static partial Regex Untranslated();

    [GeneratedRegex(@"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?>([^<\n]*)")]
    private static partial Regex BetweenTags();

    [GeneratedRegex("\\s(?:aria-label|title|alt|placeholder|label|hint|heading)=\"([^\"]*)\"")]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Letters();
}
