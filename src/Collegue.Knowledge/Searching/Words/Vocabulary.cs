using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching.Words;

/// <summary>What the lists of words and the acronyms of the index say, in the form words have in the index.</summary>
internal sealed class Vocabulary
{
    private const int LongestMember = 12;

    private readonly Dictionary<string, List<Expression>> _byFirst = new(StringComparer.Ordinal);
    private readonly HashSet<string> _special;

    public Vocabulary(WordLists lists, IReadOnlyList<Acronym> acronyms, FrenchAnalysis analysis)
    {
        Add(lists.Read(WordLists.SameThing), Ranking.SameThing, WordRelation.Family, analysis);
        Add(lists.Read(WordLists.Families), Ranking.Relative, WordRelation.Family, analysis);
        Add(lists.Read(WordLists.Acronyms), Ranking.Acronym, WordRelation.Acronym, analysis);
        Add(acronyms.Select(acronym => acronym.Family), Ranking.Acronym, WordRelation.Acronym, analysis);
        _special = lists.Read(WordLists.SpecialSituations).SelectMany(family => family.Members)
            .SelectMany(member => analysis.Words(member, LongestMember)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The expressions of the lists that stand at a place of a question, each with what may stand for it.</summary>
    public IEnumerable<Expression> At(IReadOnlyList<string> stems, int place) =>
        _byFirst.GetValueOrDefault(stems[place], []).Where(expression => expression.StandsAt(stems, place));

    /// <summary>True when the word narrows a title to particular people or circumstances.</summary>
    public bool IsSpecial(string stem) => _special.Contains(stem);

    private void Add(IEnumerable<WordFamily> families, float weight, WordRelation relation, FrenchAnalysis analysis)
    {
        foreach (var family in families)
        {
            var members = family.Members.Select(member => new Member(member, analysis.Words(member, LongestMember)))
                .Where(member => member.Stems.Count > 0).DistinctBy(member => string.Join(' ', member.Stems)).ToList();
            foreach (var member in members)
            {
                var others = members.Where(other => other != member)
                    .Select(other => new Alternative(other.Stems, Share(weight, member, other), relation, other.Written)).ToList();
                if (!_byFirst.TryGetValue(member.Stems[0], out var expressions))
                {
                    _byFirst[member.Stems[0]] = expressions = [];
                }

                expressions.Add(new Expression(member.Written, member.Stems, others));
            }
        }
    }

    // Several words for one each count for less, so that together they do not outweigh the word asked; one for several counts for all.
    private static float Share(float weight, Member asked, Member other) => weight * asked.Stems.Count / other.Stems.Count;

    private sealed record Member(string Written, IReadOnlyList<string> Stems);
}

/// <summary>A word or several of a list, with what may stand for it.</summary>
internal sealed record Expression(string Written, IReadOnlyList<string> Stems, IReadOnlyList<Alternative> Others)
{
    public bool StandsAt(IReadOnlyList<string> stems, int place)
    {
        if (place + Stems.Count > stems.Count)
        {
            return false;
        }

        for (var at = 0; at < Stems.Count; at++)
        {
            if (stems[place + at] != Stems[at])
            {
                return false;
            }
        }

        return true;
    }
}
