using System.Globalization;
using System.Text;
using Collegue.Answering.Models;
using Collegue.Answering.Safeguards.Instructions;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Generating;

/// <summary>What a model is given: the rules, then the passages, what was said before and the question, all three as data.</summary>
internal static class AnswerPrompt
{
    public const int Version = 2;
    private const int MostEarlier = 3;
    private const int LongestEarlier = 800;
    private const int LongestQuestion = 4_000;

    public static Prompt For(CultureInfo culture) => Prompt.Of("answer", Version, culture);

    public static IReadOnlyList<ChatMessage> Messages(Prompt prompt, Question question, string asked, IReadOnlyList<NumberedPassage> passages)
    {
        var data = new PromptData();
        var text = new StringBuilder();
        foreach (var passage in passages)
            text.Append(data.Wrap(string.Create(CultureInfo.InvariantCulture, $"passage {passage.Number}"), passage.Shown)).Append('\n');
        foreach (var turn in question.Earlier.TakeLast(MostEarlier))
        {
            text.Append(data.Wrap("question precedente", Cut(turn.Question, LongestEarlier))).Append('\n');
            text.Append(data.Wrap("reponse precedente", Cut(turn.Answer, LongestEarlier))).Append('\n');
        }

        text.Append(data.Wrap("question", Cut(asked, LongestQuestion)));
        return [new ChatMessage(ChatRole.System, $"{prompt.Text}\n\n{data.Rule}"), new ChatMessage(ChatRole.User, text.ToString())];
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
