using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Composing;

/// <summary>A chosen sentence with its part in the answer.</summary>
internal sealed record Line(Sentence Sentence, SentenceRole Role, string? Situation, string? Link = null, bool ContinuesInSource = false)
{
    public bool IsService => Role is SentenceRole.WhereToGo or SentenceRole.OnlineService;

    public static Line[] Of(SentenceGroup group)
    {
        var context = Context.Of(group);
        return
        [
            .. group.Sentences.Select((sentence, at) => new Line(sentence, RoleOf(sentence), context,
                ContinuesInSource: group.ContinuesInSource && at == group.Sentences.Count - 1)),
        ];
    }

    public static Line[] OfService(Sentence sentence)
    {
        var passage = sentence.Passage.Source;
        var role = passage.Kind == PassageKind.WhereToGo ? SentenceRole.WhereToGo : SentenceRole.OnlineService;
        return [new Line(sentence, role, string.IsNullOrEmpty(passage.Situation) ? null : passage.Situation, passage.Url)];
    }

    public Claim ToClaim() => new(Sentence.Text, [Citation()], Link);

    public AnswerSentence ToSentence() => new(Sentence.Text, true, [Citation()], Role, Situation, Link, ContinuesInSource);

    private AnswerCitation Citation()
    {
        var document = Sentence.Passage.Document.Source;
        var passage = Sentence.Passage.Source;
        return new AnswerCitation(passage.Id, document.Id, document.Key, document.Title, passage.Heading, document.Url,
            document.Updated, document.Notice, Sentence.Text, passage.Start + Sentence.Span.Start);
    }

    private static SentenceRole RoleOf(Sentence sentence) => sentence.Span.Kind switch
    {
        SentenceKind.Introduction => SentenceRole.ListIntroduction,
        SentenceKind.Item => SentenceRole.ListItem,
        SentenceKind.Row => SentenceRole.TableRow,
        _ => SentenceRole.Answer,
    };
}
