using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;

namespace Collegue.Bench.Queue;

/// <summary>The cases of a town over the years, made from messages and names drawn with a fixed seed: the same for both engines.</summary>
internal sealed class TownCases(Guid organisation, IReadOnlyList<Guid> departments, IReadOnlyList<Guid> agents, IReadOnlyList<string> texts, DateTimeOffset now)
{
    private static readonly string[] FirstNames =
        ["Nadia", "Jeanne", "Camille", "Mehdi", "Élodie", "Solène", "Bakary", "Inès", "Théo", "Fatou", "Lucien", "Marguerite", "Zoé", "Noël", "Agnès", "Karim", "Léonie", "Yvette", "Rémi", "Aïcha"];

    private static readonly string[] Beginnings = ["Belcour", "Orva", "Dartiv", "Roquel", "Marche", "Fontan", "Vauber", "Lestri", "Quimar", "Herbel", "Sauvag", "Tourne", "Ganivet", "Pelisse", "Cordel", "Ambray"];

    private static readonly string[] Endings = ["tois", "ult", "el", "ane", "vert", "elin", "taine", "ac", "onne", "ier", "eau", "inet", "aud", "otte", "esse", "emont"];

    private static readonly string[] Streets = ["des Tilleuls", "du Moulin", "de la Fontaine", "Jean-Baptiste Lamy", "des Écoles", "du Port", "des Vignes", "de l'Abreuvoir", "Sainte-Amarelle", "du Lavoir"];

    private readonly Random _random = new(20_261_129);
    private int _last;

    public IEnumerable<TownCase> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    /// <summary>One in seven is open; of those one in ten is late and one in forty critical.</summary>
    private TownCase Next()
    {
        _last++;
        var open = _random.Next(7) == 0;
        var received = now.AddMinutes(-_random.Next(open ? 60 * 24 * 20 : 60 * 24 * 1200));
        var (first, name) = (Pick(FirstNames), Pick(Beginnings) + Pick(Endings));
        var body = $"{Pick(texts)}\n\nJ'habite {_random.Next(1, 180)} rue {Pick(Streets)}, dossier {Pick(Beginnings)[..3].ToUpperInvariant()}{_random.Next(100_000, 999_999)}.\n\n{Pick(texts)}\n\n{first} {name}";
        var subject = new Case
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(received),
            Number = FormattableString.Invariant($"{received.Year}-{_last:D6}"),
            TrackingToken = Guid.CreateVersion7(received).ToString("N"),
            SubmissionId = Guid.CreateVersion7(received),
            Channel = (Channel)_random.Next(3),
            Subject = body[..Math.Min(140, body.IndexOf('\n', StringComparison.Ordinal))],
            Language = "fr",
            ReceivedAt = received,
        };
        subject.State = open ? CaseState.ToReview : CaseState.Answered;
        subject.Handling = (Handling)_random.Next(3);
        subject.Urgency = _random.Next(40) == 0 ? Urgency.Critical : _random.Next(8) == 0 ? Urgency.High : Urgency.Normal;
        subject.DepartmentId = Pick(departments);
        subject.AssignedAgentId = _random.Next(3) == 0 ? Pick(agents) : null;
        (subject.CitizenName, subject.CitizenEmail) = ($"{first} {name}", $"{name.ToLowerInvariant()}{_random.Next(1000)}@courriel.example");
        subject.CitizenPhone = $"06 {_random.Next(10, 99)} {_random.Next(10, 99)} {_random.Next(10, 99)} {_random.Next(10, 99)}";
        subject.LastMessageAt = received;
        subject.DueAt = open ? now.AddDays(_random.Next(10) == 0 ? -_random.Next(1, 20) : _random.Next(1, 20)) : received.AddDays(7);
        subject.AnsweredAt = open ? null : received.AddDays(_random.NextDouble() * 9);
        var message = new Message { OrganisationId = organisation, Id = Guid.CreateVersion7(received), CaseId = subject.Id, Body = body, ReceivedAt = received };
        var reply = open ? null : new Reply
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(received),
            CaseId = subject.Id,
            AgentId = Pick(agents),
            SignedBy = "Mairie",
            Text = $"Bonjour {first} {name},\n\nNous avons bien reçu votre message. {Pick(texts)}\n\nCordialement",
            SentAt = subject.AnsweredAt!.Value,
        };
        return new TownCase(subject, message, reply, new CaseText
        {
            OrganisationId = organisation,
            CaseId = subject.Id,
            Text = string.Join(' ', CaseWords.Of(subject.Number, subject.Subject, subject.CitizenName, subject.CitizenEmail, CaseWords.OfPhone(subject.CitizenPhone), body, reply?.Text)),
        });
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}

/// <summary>A case with its rows.</summary>
internal sealed record TownCase(Case Case, Message Message, Reply? Reply, CaseText Text);
