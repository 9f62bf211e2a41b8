using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching.Words;

/// <summary>The words of a question that the index knows, each with what may stand for it.</summary>
internal sealed class Question
{
    private const int LongestText = 20_000;
    private const int WordsRead = 400;
    private const int WordsKept = 32;
    private const int UnknownWordsTried = 24;

    private readonly HashSet<string> _spoken;

    private Question(IReadOnlyList<AskedWord> words, IReadOnlyList<string> unknown, string text)
    {
        Words = words;
        Unknown = unknown;
        Text = text;
        _spoken = words.SelectMany(word => word.Alternatives).SelectMany(alternative => alternative.Stems).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyList<AskedWord> Words { get; }

    /// <summary>Words of the question no document has and nothing stands for.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>The question with its misspelt words put right, for what reads it as a text.</summary>
    public string Text { get; }

    /// <summary>True when the stem, or one that stands for it, is in the question.</summary>
    public bool Speaks(string stem) => _spoken.Contains(stem);

    /// <summary>A question of stop words only, or of words no document has, has no words here.</summary>
    public static Question Read(string asked, FrenchAnalysis analysis, Vocabulary vocabulary, IndexWords index)
    {
        var text = asked.Length > LongestText ? asked[..LongestText] : asked;
        var tokens = analysis.Tokens(text, WordsRead);
        List<string> stems = [.. tokens.Select(token => token.Stem)];
        var words = new List<AskedWord>();
        var unknown = new List<Token>();
        for (var place = 0; place < tokens.Count; place++)
        {
            var token = tokens[place];
            var expressions = vocabulary.At(stems, place).ToList();
            List<Alternative> alternatives =
            [
                .. index.Frequency(token.Stem) > 0 ? [new Alternative([token.Stem], 1, WordRelation.Same, token.Form)] : (Alternative[])[],
                .. Known(expressions.Where(expression => expression.Stems.Count == 1), index),
            ];
            if (alternatives.Count > 0)
            {
                words.Add(new AskedWord(token.Form, alternatives));
            }
            else
            {
                unknown.Add(token);
            }

            foreach (var expression in expressions.Where(expression => expression.Stems.Count > 1))
            {
                AddIfAny(words, expression.Written, Known([expression], index));
            }

            if (place > 0)
            {
                AddIfAny(words, $"{tokens[place - 1].Form} {token.Form}", Joined(tokens[place - 1], token, index));
            }
        }

        List<AskedWord> kept = words.Count <= WordsKept ? words
            : [.. words.OrderBy(word => word.Alternatives.Max(alternative => alternative.Stems.Min(index.Frequency))).Take(WordsKept)];
        var repairs = unknown.Count > UnknownWordsTried ? [] : unknown.Select(token => (Token: token, Repair: Repaired(token, text, index))).Where(row => row.Repair.Count > 0).ToList();
        kept.AddRange(repairs.Select(row => new AskedWord(row.Token.Form, row.Repair)));
        return new Question(kept, [.. unknown.Except(repairs.Select(row => row.Token)).Select(token => token.Form)], Corrected(text, repairs));
    }

    private static IReadOnlyList<Alternative> Known(IEnumerable<Expression> expressions, IndexWords index) =>
        [.. expressions.SelectMany(expression => expression.Others).Where(other => other.Stems.All(stem => index.Frequency(stem) > 0))];

    private static void AddIfAny(List<AskedWord> words, string asked, IReadOnlyList<Alternative> alternatives)
    {
        if (alternatives.Count > 0)
        {
            words.Add(new AskedWord(asked, alternatives));
        }
    }

    /// <summary>"micro entreprise" where documents write "microentreprise".</summary>
    private static IReadOnlyList<Alternative> Joined(Token left, Token right, IndexWords index)
    {
        var joined = left.Form + right.Form;
        return index.Spelling.IsWritten(joined) ? [new Alternative([FrenchAnalysis.StemOf(joined)], Ranking.Compound, WordRelation.Compound, joined)] : [];
    }

    /// <summary>What a word no document has may stand for: two words written as one, or a misspelt one. A name stands for nothing else.</summary>
    private static IReadOnlyList<Alternative> Repaired(Token token, string text, IndexWords index)
    {
        if (Cut(token.Form, index.Spelling) is var (left, right) && index.Frequency(FrenchAnalysis.StemOf(left)) > 0 && index.Frequency(FrenchAnalysis.StemOf(right)) > 0)
        {
            return [new Alternative([FrenchAnalysis.StemOf(left), FrenchAnalysis.StemOf(right)], Ranking.Compound, WordRelation.Compound, $"{left} {right}")];
        }

        return LooksLikeName(token, text) ? [] : [.. index.Spelling.Near(token.Form).Select((near, at) =>
            new Alternative([near.Stem], at == 0 ? Ranking.Corrected : Ranking.OtherCorrected, WordRelation.Spelling, near.Form))];
    }

    private static (string Left, string Right)? Cut(string form, Spelling spelling)
    {
        for (var at = 4; at <= form.Length - 4; at++)
        {
            if (spelling.IsWritten(form[..at]) && spelling.IsWritten(form[at..]))
            {
                return (form[..at], form[at..]);
            }
        }

        return null;
    }

    // A capital inside a sentence of small letters.
    private static bool LooksLikeName(Token token, string text)
    {
        var start = token.Start;
        while (start < token.End && !char.IsLetter(text[start]))
        {
            start++;
        }

        if (start + 1 >= token.End || !char.IsUpper(text[start]) || !char.IsLower(text[token.End - 1]))
        {
            return false;
        }

        var before = text.AsSpan(0, start).TrimEnd();
        return before.Length > 0 && before[^1] is not ('.' or '!' or '?' or ':' or '\n' or '"' or '«');
    }

    private static string Corrected(string text, IReadOnlyList<(Token Token, IReadOnlyList<Alternative> Repair)> repairs)
    {
        foreach (var (token, repair) in repairs.OrderByDescending(row => row.Token.Start))
        {
            text = string.Concat(text.AsSpan(0, token.Start), repair[0].Written, text.AsSpan(token.End));
        }

        return text;
    }
}

/// <summary>A word of the question, or several that mean one thing, with what is looked for.</summary>
internal sealed record AskedWord(string Asked, IReadOnlyList<Alternative> Alternatives);

/// <summary>What may stand for a word asked: one stem, or several that must all be there.</summary>
/// <param name="Weight">What it counts for the word asked, which counts 1.</param>
/// <param name="Written">For people.</param>
internal sealed record Alternative(IReadOnlyList<string> Stems, float Weight, WordRelation Relation, string Written);
