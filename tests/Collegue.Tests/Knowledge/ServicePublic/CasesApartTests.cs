using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.ServicePublic;
using Collegue.Knowledge.Splitting;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Knowledge.ServicePublic;

/// <summary>Sheets of any shape, in which each text node is a word of its own.</summary>
public sealed partial class CasesApartTests
{
    private enum Part
    {
        Paragraph,
        List,
        Note,
        Place,
        Section,
        Cases,
        Fragment,
    }

    private static readonly Gen<int[]> Shapes = Gen.Int[0, 1_000_000].Array[1, 60];

    [Fact]
    public void Texts_of_distinct_cases_never_share_a_passage_and_none_is_lost_or_given_twice() =>
        Shapes.Sample(shape =>
        {
            var sheet = new RandomSheet(shape);
            var document = Sheets.Read(sheet.Content);

            var given = new List<string>();
            foreach (var passage in document.Passages)
            {
                var words = Word().Matches(passage.Text).Select(match => match.Value).ToList();
                Assert.True(words.Select(word => sheet.CaseOf[word]).Distinct().Count() == 1, passage.Text);
                Assert.All(words, word => Assert.Equal(sheet.PathOf[word], string.Join('>', passage.Situation)));
                given.AddRange(words);
            }
            Assert.Equal(sheet.CaseOf.Keys.Order(), given.Order());
        });

    [Fact]
    public void Json_and_xml_give_the_same_document() =>
        Shapes.Sample(shape =>
        {
            var xml = Sheets.Xml(new RandomSheet(shape).Content);

            var fromXml = Assert.IsType<SheetParse.Tree>(SheetXml.Parse(Encoding.UTF8.GetBytes(xml)));
            var fromJson = Assert.IsType<SheetParse.Tree>(SheetJson.Parse(Encoding.UTF8.GetBytes(Sheets.ToJson(xml))));

            Assert.Equal(Lines(fromXml.Publication), Lines(fromJson.Publication));
        });

    [Fact]
    public void Packing_keeps_every_paragraph_whole_and_in_order() =>
        Gen.Select(Gen.Int[1, 900], Gen.Bool).Array[0, 40].Sample(lengths =>
        {
            var paragraphs = lengths.Select((part, index) =>
                $"p{index}-" + new string('x', part.Item1) + (part.Item2 ? " :" : ".")).ToList();

            var packed = ParagraphPacking.Pack(paragraphs).ToList();

            Assert.Equal(paragraphs, packed.SelectMany(text => text.Split('\n')));
            Assert.All(packed, text => Assert.True(
                text.Length <= ParagraphPacking.Longest || text.Split('\n')[..^1].All(line => line.EndsWith(':'))));
            Assert.All(packed.Take(packed.Count - 1), text => Assert.True(!text.EndsWith(':') || text.Length >= ParagraphPacking.Longest / 2));
            if (paragraphs.Sum(text => text.Length + 1) <= ParagraphPacking.Longest)
                Assert.InRange(packed.Count, 0, 1);
        });

    private static string Lines(SheetNode publication) =>
        Assert.IsType<SourceItem.Read>(SheetReader.Read(publication, "F1", "particuliers")).Document.Lines();

    [GeneratedRegex("mot[0-9]+")]
    private static partial Regex Word();

    private sealed class RandomSheet
    {
        private readonly StringBuilder xml = new();
        private readonly int[] shape;
        private int at;
        private int cases;

        public RandomSheet(int[] shape)
        {
            this.shape = shape;
            xml.Append("<Texte><Paragraphe>").Append(NewWord("", "commun")).Append("</Paragraphe>");
            while (at < shape.Length)
                Append("", "commun", 0);
            xml.Append("</Texte>");
        }

        public Dictionary<string, string> CaseOf { get; } = [];

        public Dictionary<string, string> PathOf { get; } = [];

        public string Content => xml.ToString();

        private void Append(string path, string owner, int depth)
        {
            var choice = Next();
            switch ((Part)(choice % 7))
            {
                case Part.Section when depth < 4:
                    xml.Append("<Chapitre><Titre><Paragraphe>Section</Paragraphe></Titre>");
                    AppendSome(choice, path, owner, depth);
                    xml.Append("</Chapitre>");
                    break;
                case Part.Cases when depth < 4:
                    xml.Append("<BlocCas>");
                    for (var count = 0; count <= choice / 7 % 3; count++)
                    {
                        var name = string.Create(CultureInfo.InvariantCulture, $"cas{++cases}");
                        xml.Append("<Cas><Titre>").Append(name).Append("</Titre>");
                        AppendSome(choice / 11, path.Length == 0 ? name : path + ">" + name, name, depth);
                        xml.Append("</Cas>");
                    }
                    xml.Append("</BlocCas>");
                    break;
                case Part.Fragment when depth < 4:
                    xml.Append("<FragmentConditionne>");
                    AppendSome(choice, path, string.Create(CultureInfo.InvariantCulture, $"{owner}-si{at}"), depth);
                    xml.Append("</FragmentConditionne>");
                    break;
                case Part.List:
                    xml.Append("<Liste><Item><Paragraphe>").Append(NewWord(path, owner)).Append("</Paragraphe><Paragraphe>")
                        .Append(NewWord(path, owner)).Append("</Paragraphe></Item></Liste>");
                    break;
                case Part.Note:
                    xml.Append("<ANoter><Titre>À noter</Titre><Paragraphe>").Append(NewWord(path, owner)).Append("</Paragraphe></ANoter>");
                    break;
                case Part.Place:
                    xml.Append("<OuSAdresser><Titre>").Append(NewWord(path, owner)).Append("</Titre></OuSAdresser>");
                    break;
                default:
                    xml.Append("<Paragraphe>Le <MiseEnEvidence>").Append(NewWord(path, owner)).Append("</MiseEnEvidence> ")
                        .Append('x', choice % 800).Append(".</Paragraphe>");
                    break;
            }
        }

        private void AppendSome(int choice, string path, string owner, int depth)
        {
            for (var count = 0; count <= choice / 7 % 4; count++)
                Append(path, owner, depth + 1);
        }

        private int Next() => at < shape.Length ? shape[at++] : 0;

        private string NewWord(string path, string owner)
        {
            var word = string.Create(CultureInfo.InvariantCulture, $"mot{CaseOf.Count}");
            CaseOf[word] = owner;
            PathOf[word] = path;
            return word;
        }
    }
}
