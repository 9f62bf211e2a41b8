using System.Text;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Safeguards.Instructions;

/// <summary>
/// Finds what in a text is likely meant for a machine rather than for people: in several languages, disguised, hidden or encoded. It never
/// throws; the time grows with the length of the text and no faster. What it finds changes neither status, nor handling, nor recipients.
/// </summary>
public static class InstructionDetector
{
    private const int LongestText = 200_000;

    /// <summary>In the order of the text; stretches of different kinds may overlap. What comes after 200,000 characters is not read.</summary>
    public static IReadOnlyList<InstructionFinding> Find(string text)
    {
        if (text.Length > LongestText)
            text = text[..LongestText];
        var findings = new List<InstructionFinding>();
        AddPhrases(Disguise.Plain(text), Phrases.Find, encoded: false);
        foreach (var (start, length) in PromptText.Marks(text))
            Add(InstructionKind.Token, start, length);
        foreach (var (start, length) in HiddenHtml.Find(text))
        {
            if (Phrases.Any(Disguise.Plain(text.Substring(start, length))))
                Add(InstructionKind.Hidden, start, length);
        }

        AddInvisible();
        AddPhrases(Disguise.Turned(text), Phrases.FindTurned, encoded: true);
        AddPhrases(Disguise.Backwards(text), Phrases.FindTurned, encoded: true);
        foreach (var (start, length, decoded) in Encodings.Find(text))
        {
            if (Phrases.Any(Disguise.Plain(decoded)))
                Add(InstructionKind.Encoded, start, length);
        }

        return [.. findings.DistinctBy(finding => (finding.Kind, finding.Start)).OrderBy(finding => finding.Start)];

        void Add(InstructionKind kind, int start, int length) => findings.Add(new InstructionFinding(kind, start, length, text.Substring(start, length)));

        void AddPhrases(Disguised read, Func<string, IEnumerable<(InstructionKind Kind, int Start, int Length)>> find, bool encoded)
        {
            foreach (var (kind, start, length) in find(read.Text))
            {
                // A text read backwards ends where it begins.
                var (first, last) = (read.OffsetOf(start), read.OffsetOf(start + length - 1));
                Add(encoded ? InstructionKind.Encoded : kind, Math.Min(first, last), Math.Abs(last - first) + 1);
            }
        }

        void AddInvisible()
        {
            var (start, count, at, tags) = (-1, 0, 0, new StringBuilder());
            foreach (var rune in text.EnumerateRunes())
            {
                if (PromptText.IsInvisible(rune.Value))
                {
                    (start, count) = (count == 0 ? at : start, count + 1);
                    if (rune.Value is >= 0xE0020 and <= 0xE007E)
                        tags.Append((char)(rune.Value - 0xE0000));
                }
                else if (count > 0)
                {
                    Close(at);
                }

                at += rune.Utf16SequenceLength;
            }

            if (count > 0)
                Close(Math.Min(at, text.Length));

            void Close(int end)
            {
                // A tag or a change of direction says enough; single zero-width characters are frequent in pasted text.
                if (tags.Length > 3 || text.AsSpan(start, end - start).ContainsAny('\u202E', '\u202D', '\u2066'))
                    Add(InstructionKind.Invisible, start, end - start);
                (count, _) = (0, tags.Clear());
            }
        }
    }

    /// <summary>
    /// The text as if nobody had slipped instructions in: without the sentences that hold one, nor those that follow on the same line and ask
    /// nothing. The text itself when nothing else is in it.
    /// </summary>
    public static string Without(string text)
    {
        var findings = Find(text);
        if (findings.Count == 0)
            return text;
        var kept = new StringBuilder(text.Length);
        var (at, slipped) = (0, false);
        foreach (var span in SentenceSplitter.Split(text))
        {
            var end = span.Start + span.Length;
            slipped &= !text.AsSpan(at, span.Start - at).Contains('\n');
            slipped = findings.Any(finding => finding.Start < end && span.Start < finding.Start + finding.Length)
                || (slipped && !span.In(text).Contains('?', StringComparison.Ordinal));
            if (!slipped)
                kept.Append(PromptText.Visible(text[at..end]));
            at = end;
        }

        return string.IsNullOrWhiteSpace(kept.ToString()) ? text : kept.ToString().Trim();
    }

    /// <summary>True for a sentence that speaks to a machine: it is no information, and is never quoted.</summary>
    public static bool Addresses(string sentence) => Find(sentence).Count > 0;
}
