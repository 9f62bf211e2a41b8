using Collegue.Answering;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>Answers whose content does not matter, written once.</summary>
internal static class Answers
{
    public static readonly OfficeContact Office = new("Mairie de Sainte-Amarelle", "05 36 49 10 00", "accueil@sainte-amarelle.example", "du lundi au vendredi", "3 place de la Mairie");

    public static AnswerSentence Sentence(string text, SentenceRole role = SentenceRole.Answer, params IReadOnlyList<AnswerCitation> citations) => new(text, true, citations, role);

    public static AnswerCitation Citation(string quote, Guid? document = null, Guid? passage = null, int start = 0, string title = "Carte d'identité") => new(
        passage ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), document ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "etat-civil/carte", title, "Papiers",
        "https://www.service-public.gouv.fr/carte", new DateOnly(2026, 5, 4), null, quote, start);

    public static Answer Of(params IReadOnlyList<AnswerSentence> sentences) =>
        new(AnswerStatus.Answered, Answerer.Extractive, sentences, [], null, string.Join('\n', sentences.Select(sentence => sentence.Text)));

    public static Answer Without(AnswerStatus status, string text) => new(status, Answerer.Extractive, [], [], new Orientation(text, Office), text);
}
