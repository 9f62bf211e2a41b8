namespace Collegue.Answering.Generating;

/// <summary>What is said while an administrator stopped automatic answers: so, and whom to ask.</summary>
internal static class SuspendedAnswer
{
    public static Answer Of(Question question)
    {
        var text = $"{GeneratingTexts.Get("Suspended", question.Culture)} {Whom(question)}";
        return new Answer(AnswerStatus.Refused, Answerer.Extractive, [], [], new Orientation(text, question.Office), text);
    }

    private static string Whom(Question question)
    {
        if (question.Office is not { } office)
            return GeneratingTexts.Get("AskOfficeUnnamed", question.Culture);
        string?[] ways = [office.Name, Way("Phone", office.Phone), Way("Email", office.Email), Way("Address", office.Address)];
        var whom = GeneratingTexts.Get("AskOffice", question.Culture, string.Join(", ", ways.Where(way => !string.IsNullOrWhiteSpace(way))));
        return string.IsNullOrWhiteSpace(office.OpeningHours)
            ? whom
            : $"{whom} {GeneratingTexts.Get("Hours", question.Culture, office.OpeningHours.TrimEnd('.', ' '))}";

        string? Way(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : GeneratingTexts.Get(name, question.Culture, value);
    }
}
