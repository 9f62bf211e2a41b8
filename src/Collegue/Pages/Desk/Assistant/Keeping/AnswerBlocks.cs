using Collegue.Answering;

namespace Collegue.Pages.Desk.Assistant.Keeping;

internal enum BlockKind
{
    Paragraph,
    List,
    Row,
    Places,
    Services,
}

/// <summary>Sentences laid out together.</summary>
/// <param name="Situation">Whom they apply to, when that changes with this block.</param>
internal sealed record AnswerBlock(BlockKind Kind, string? Situation, IReadOnlyList<AnswerSentence> Sentences)
{
    /// <summary>The sentences in order: list items become one list, places and services each one block.</summary>
    public static IReadOnlyList<AnswerBlock> Of(IEnumerable<AnswerSentence> sentences)
    {
        var blocks = new List<(BlockKind Kind, string? Situation, List<AnswerSentence> Sentences)>();
        string? situation = null;
        foreach (var sentence in sentences)
        {
            var kind = KindOf(sentence.Role);
            var changes = kind is not (BlockKind.Places or BlockKind.Services) && sentence.Situation != situation;
            if (blocks.Count > 0 && !changes && blocks[^1].Kind == kind && (kind is BlockKind.List or BlockKind.Places or BlockKind.Services))
            {
                blocks[^1].Sentences.Add(sentence);
            }
            else
            {
                blocks.Add((kind, changes ? sentence.Situation ?? "" : null, [sentence]));
            }

            situation = changes ? sentence.Situation : situation;
        }

        return blocks.ConvertAll(block => new AnswerBlock(block.Kind, block.Situation, block.Sentences));
    }

    private static BlockKind KindOf(SentenceRole role) => role switch
    {
        SentenceRole.ListItem => BlockKind.List,
        SentenceRole.TableRow => BlockKind.Row,
        SentenceRole.WhereToGo => BlockKind.Places,
        SentenceRole.OnlineService => BlockKind.Services,
        _ => BlockKind.Paragraph,
    };
}
