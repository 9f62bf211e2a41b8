using Collegue.Answering.Writing.Proposing;

namespace Collegue.Answering.Writing;

/// <summary>The text an agent gets with the proposals they accepted, and with no other change.</summary>
public static class RuleVersion
{
    /// <param name="accepted">Ids of proposals; unknown ones change nothing.</param>
    public static string Of(Diagnosis diagnosis, IEnumerable<string> accepted)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        var ids = accepted.ToHashSet(StringComparer.Ordinal);
        List<Edit> edits = [.. diagnosis.Proposals.Where(proposal => ids.Contains(proposal.Id)).SelectMany(proposal => proposal.Edits)];
        var after = Edited.Apply(diagnosis.Text, edits);
        if (KeptMeaning.Holds(diagnosis.Text, after))
            return after;

        // Two changes that are each harmless touched the same fact: they are made one by one, without the one at fault.
        var kept = new List<Edit>();
        foreach (var edit in edits)
        {
            if (KeptMeaning.Holds(diagnosis.Text, Edited.Apply(diagnosis.Text, [.. kept, edit])))
                kept.Add(edit);
        }
        return Edited.Apply(diagnosis.Text, kept);
    }
}
