using Collegue.Embeddings.Training.Texts;
using Collegue.Storage.Knowledge;

namespace Collegue.Embeddings.Training.Pairs;

/// <summary>
/// Draws the pairs of one epoch: what a person might ask, and the passage that answers. What is asked comes from the sheets
/// themselves: titles, titles of questions that they refer to, headings, sentences taken out of the text, a few telling words;
/// and from questions written in everyday words.
/// </summary>
internal sealed class PairSampler(IReadOnlyList<SheetWords> sheets, Lexicon lexicon, Rarity rarity, Wording wording)
{
    public const float TitleWeight = 1f;
    public const float HeadingWeight = 0.5f;
    public const float TextWeight = 1f;
    private const int LongestAnswer = 260;

    public List<TrainingPair> Draw(Random random)
    {
        var pairs = new List<TrainingPair>();
        foreach (var sheet in sheets)
        {
            foreach (var passage in sheet.Passages)
            {
                if (passage.Kind is PassageKind.Body or PassageKind.Definition || random.Next(4) == 0)
                {
                    Add(pairs, sheet, passage, random);
                }
            }

            if (sheet.Passages.Where(passage => passage.Kind == PassageKind.Body).ToList() is { Count: > 0 } body)
            {
                foreach (var name in sheet.Names.Concat(sheet.Folders.TakeLast(1)).Append(sheet.Title).Append(sheet.Description))
                {
                    var passage = body[random.Next(body.Count)];
                    var withTitle = !ReferenceEquals(name, sheet.Title);
                    Add(pairs, sheet, passage, name, Answer(withTitle ? sheet.Title : [], passage.Heading, passage.Text), random);
                }

                foreach (var question in sheet.Asked)
                {
                    var passage = body[random.Next(body.Count)];
                    Add(pairs, sheet, passage, question, Answer(sheet.Title, passage.Heading, passage.Text), random);
                    Add(pairs, sheet, null, question, Answer(sheet.Title, [], sheet.Description), random);
                }
            }

            Add(pairs, sheet, null, sheet.Description, Answer(sheet.Title, [], []), random);
        }

        return pairs;
    }

    private void Add(List<TrainingPair> pairs, SheetWords sheet, PassageWords passage, Random random)
    {
        switch (random.NextDouble())
        {
            case < 0.2:
                Add(pairs, sheet, passage, sheet.Title, Answer([], passage.Heading, passage.Text), random);
                break;
            case < 0.4 when passage.Headings.Count > 0:
                var last = passage.Headings[^1];
                var asked = random.Next(2) == 0 ? last : [.. last, .. sheet.Title];
                Add(pairs, sheet, passage, asked, Answer(random.Next(2) == 0 ? sheet.Title : [], [], passage.Text), random);
                break;
            case < 0.6 when passage.Sentences.Count > 1:
                var out_ = random.Next(passage.Sentences.Count);
                int[] rest = [.. passage.Sentences.Where((_, at) => at != out_).SelectMany(sentence => sentence)];
                Add(pairs, sheet, passage, passage.Sentences[out_], Answer(sheet.Title, passage.Heading, rest), random);
                break;
            default:
                int[] all = [.. sheet.Title, .. passage.Heading, .. passage.Text];
                Add(pairs, sheet, passage, rarity.Telling(all, random.Next(1, 6), random), Answer(sheet.Title, passage.Heading, passage.Text), random);
                break;
        }
    }

    private void Add(List<TrainingPair> pairs, SheetWords sheet, PassageWords? passage, int[] asked, TrainingText answer, Random random)
    {
        if (asked.Length > 0 && answer.Parts.Count > 0)
        {
            pairs.Add(new TrainingPair(TrainingText.Of(wording.Say(asked, random)), answer, sheet.Group, passage?.Subject ?? -1 - sheet.Group, sheet.Shelf));
        }
    }

    private TrainingText Answer(int[] title, int[] heading, int[] text)
    {
        var parts = new List<(float, int[])>(3);
        foreach (var (weight, words) in ((float, int[])[])[(TitleWeight, title), (HeadingWeight, heading), (TextWeight, text)])
        {
            if (words.Length > 0)
            {
                parts.Add((weight, [.. words.Take(LongestAnswer).Select(word => Token.Of(lexicon.StemOf(word), hidden: false))]));
            }
        }

        return new TrainingText(parts);
    }
}
