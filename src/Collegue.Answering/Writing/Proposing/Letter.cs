using Collegue.Answering.Writing.Lists;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Proposing;

/// <summary>The greeting and the closing formula of a text that has none.</summary>
internal static class Letter
{
    public static IEnumerable<Draft> Opening(WrittenText text, CourtesyList courtesy)
    {
        if (courtesy.Greeting.Length > 0 && !courtesy.Greets(text))
            yield return new Draft(ProposalKind.Courtesy, [new Edit(0, 0, courtesy.Greeting + "\n\n")], "", courtesy.Greeting);
    }

    public static IEnumerable<Draft> Closing(WrittenText text, CourtesyList courtesy)
    {
        if (courtesy.Closing.Length > 0 && !courtesy.Closes(text))
        {
            var end = text.Text.AsSpan().TrimEnd().Length;
            yield return new Draft(ProposalKind.Courtesy, [new Edit(end, 0, "\n\n" + courtesy.Closing)], "", courtesy.Closing);
        }
    }
}
