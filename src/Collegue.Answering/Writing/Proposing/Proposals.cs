using System.Globalization;
using Collegue.Answering.Writing.Lists;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Proposing;

/// <summary>All that may be changed without a model. What would change a fact, a negation or a condition is not proposed.</summary>
internal static class Proposals
{
    /// <summary>In reading order; where two would change the same characters the first kind of the list below wins.</summary>
    public static IReadOnlyList<Proposal> For(WrittenText text, WritingVocabulary lists)
    {
        var taken = new Taken(text.Text.Length);
        IEnumerable<Draft> drafts =
        [
            .. Fits(Wordings.Shorter(text, lists.Padding)),
            .. Fits(Splits.In(text)),
            .. Fits(Wordings.Softer(text, lists.Courtesy.Softer)),
            .. Fits(Wordings.Plainer(text, lists.Glossary)),
        ];
        return
        [
            .. Letter.Opening(text, lists.Courtesy).Concat(drafts.OrderBy(draft => draft.Edits[0].Start)).Concat(Letter.Closing(text, lists.Courtesy))
                .Select(draft => new Proposal(Id(draft), draft.Kind, draft.Edits, draft.Before, draft.After, draft.Explanation)),
        ];

        List<Draft> Fits(IEnumerable<Draft> some) =>
            [.. some.Where(draft => draft.Edits.All(edit => taken.IsFree(edit)) && KeptMeaning.Holds(text.Text, draft.Edits)).Where(draft => draft.Edits.All(taken.Take))];
    }

    private static string Id(Draft draft) => string.Create(
        CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(draft.Kind.ToString()[0])}{draft.Edits[0].Start}-{draft.Edits[^1].End}");
}

/// <summary>A proposal without its id.</summary>
internal sealed record Draft(ProposalKind Kind, IReadOnlyList<Edit> Edits, string Before, string After, string Explanation = "");

/// <summary>Which characters some proposal changes already.</summary>
internal sealed class Taken(int length)
{
    private readonly System.Collections.BitArray _taken = new(length + 1);

    public bool IsFree(Edit edit)
    {
        for (var at = edit.Start; at < Math.Max(edit.End, edit.Start + 1); at++)
        {
            if (_taken[at])
                return false;
        }
        return true;
    }

    public bool Take(Edit edit)
    {
        for (var at = edit.Start; at < Math.Max(edit.End, edit.Start + 1); at++)
            _taken[at] = true;
        return true;
    }
}
