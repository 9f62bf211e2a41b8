using System.Globalization;
using System.Text;
using Collegue.Pages.Desk.Assistant.Answering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>An agent's history as a text to be read.</summary>
internal static class HistoryText
{
    public static string Of(IReadOnlyList<ExportedConversation> conversations, IStringLocalizer<AssistantTexts> texts)
    {
        var wording = new AnswerWording(texts);
        var text = new StringBuilder(texts["history.title"]).Append('\n');
        foreach (var conversation in conversations)
        {
            text.Append("\n\n").Append(conversation.Title ?? texts["untitled"]).Append(" (").Append(Moment(conversation.CreatedAt)).Append(")\n");
            foreach (var file in conversation.Files)
            {
                text.Append(texts["history.file", file.Name]).Append(file.Problem is null ? "" : $" – {file.Problem}").Append('\n');
            }

            foreach (var turn in conversation.Turns)
            {
                text.Append('\n').Append(texts["history.question", turn.Position, Moment(turn.AskedAt)]).Append('\n').Append(turn.Question).Append("\n\n")
                    .Append(wording.Status(turn.State, turn.Status)).Append(" – ").Append(wording.Made(turn.Engine, turn.Model)).Append('\n');
                Append(text, turn, texts);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ExportedTurn turn, IStringLocalizer<AssistantTexts> texts)
    {
        if (turn.Answer is { } answer)
        {
            text.Append(answer.Text).Append('\n');
            foreach (var citation in answer.Sentences.SelectMany(sentence => sentence.Citations).DistinctBy(citation => (citation.PassageId, citation.Start)))
            {
                var date = citation.Updated is { } updated ? $" ({updated.ToString("d", CultureInfo.CurrentCulture)})" : "";
                text.Append("- ").Append(texts["history.source", citation.Title]).Append(date).Append(citation.Url is null ? "" : $" {citation.Url}")
                    .Append("\n  « ").Append(citation.Quote.ReplaceLineEndings(" ")).Append(" »\n");
            }
        }

        foreach (var feedback in turn.Feedback)
        {
            text.Append(texts["history.feedback", texts[$"feedback.{feedback.Kind.ToString().ToLowerInvariant()}"]]).Append(feedback.Note is null ? "" : $" {feedback.Note}").Append('\n');
        }
    }

    private static string Moment(DateTimeOffset at) => Design.TownHallTime.Of(at).ToString("g", CultureInfo.CurrentCulture);
}
