using Collegue.Answering;
using Collegue.Pages.Desk.Assistant.Keeping;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>A turn with the page it is shown on.</summary>
internal sealed record TurnView(ChatPage Page, ShownTurn Shown)
{
    public Guid Conversation => Page.Opened!.Id;

    public string Id => AssistantLinks.Anchor(Shown.Turn.Position);

    public string SourceId(int number) => $"{Id}-source-{number}";
}

/// <summary>A sentence with the turn it is of.</summary>
internal sealed record SentenceView(TurnView Turn, AnswerSentence Sentence);
