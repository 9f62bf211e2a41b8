using Collegue.Answering.Extracting;
using Collegue.Storage.Knowledge;

namespace Collegue.Answering.Composing;

/// <summary>The place to go and the online services that go with what was chosen.</summary>
internal static class Services
{
    private const int MostPlaces = 1;
    private const int MostOnline = 2;
    private const double EnoughOnline = 0.5;

    /// <param name="places">False when the local office is the place to go.</param>
    public static IEnumerable<Sentence> Of(IReadOnlyList<SentenceGroup> chosen, ReadQuestion question, bool places)
    {
        if (chosen.Count == 0)
            return [];
        var document = chosen[0].Chosen.Passage.Document;
        var situation = chosen[0].Situation;
        var heading = chosen[0].Chosen.Passage.Source.Heading;
        var passages = document.Passages
            .Where(passage => passage.Sentences.Count > 0 && Situations.Holds(passage.Source.Situation, situation))
            .DistinctBy(passage => (passage.Source.Kind, passage.Sentences[0].Text))
            .OrderByDescending(passage => !string.IsNullOrEmpty(passage.Source.Situation) && passage.Source.Situation == situation)
            .ThenByDescending(passage => passage.Source.Heading == heading)
            .ThenByDescending(passage => Share(passage, question))
            .ThenBy(passage => passage.Source.Position)
            .ToList();
        return passages.Where(passage => places && passage.Source.Kind == PassageKind.WhereToGo).Take(MostPlaces)
            .Concat(passages.Where(passage => passage.Source is { Kind: PassageKind.OnlineService, Url: not null } && Share(passage, question) >= EnoughOnline).Take(MostOnline))
            .Select(passage => passage.Sentences[0]);
    }

    private static double Share(ReadPassage passage, ReadQuestion question)
    {
        var said = question.Terms.Where(term => term.IsSubject && term.IsIn(passage.Sentences[0].Stems)).Sum(term => term.Weight);
        return said / Math.Max(0.01, question.SubjectWeight);
    }
}
