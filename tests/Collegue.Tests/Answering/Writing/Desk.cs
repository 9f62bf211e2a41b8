using Collegue.Answering.Writing;
using Collegue.Answering.Writing.Lists;

namespace Collegue.Tests.Answering.Writing;

/// <summary>The writing help with the lists of the program.</summary>
internal static class Desk
{
    public static Diagnostician Diagnostician { get; } = new(new WritingLists(null, TimeProvider.System));

    public static Diagnosis Read(string text) => Diagnostician.Read(text);

    /// <summary>With every proposal of some kinds.</summary>
    public static string With(string text, params ProposalKind[] kinds)
    {
        var diagnosis = Read(text);
        return RuleVersion.Of(diagnosis, diagnosis.Proposals.Where(proposal => kinds.Contains(proposal.Kind)).Select(proposal => proposal.Id));
    }
}
