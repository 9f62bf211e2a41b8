using Collegue.Storage.Cases;

namespace Collegue.BrowserTests;

/// <summary>A message of the fictional commune.</summary>
internal sealed record TownLetter(string Name, int Day, int Hour, string From, string Body)
{
    public string? Email { get; init; } = "habitant@courriel.example";
    public Channel Channel { get; init; } = Channel.Web;
    public string Language { get; init; } = "fr";

    /// <summary>What the citizen added once the first message was read.</summary>
    public string? Then { get; init; }

    /// <summary>Whether the draft was sent as it was.</summary>
    public bool Answer { get; init; }

    /// <summary>Paris is one hour ahead of UTC in November.</summary>
    public DateTimeOffset At => new(2026, 11, Day, Hour, 12, 0, TimeSpan.FromHours(1));
}

/// <summary>What the town hall received before the tests, oldest first.</summary>
internal static class TownMail
{
    public static DateTimeOffset FirstDay { get; } = new(2026, 11, 11, 8, 0, 0, TimeSpan.FromHours(1));

    public static DateTimeOffset Today { get; } = new(2026, 11, 24, 10, 5, 0, TimeSpan.FromHours(1));

    public static IReadOnlyList<TownLetter> Letters { get; } =
    [
        new("road", 12, 9, "Agathe Ribeyrol", "Énorme nid de poule devant le 22 rue du Moulin, j'ai failli tomber à vélo hier soir."),
        new("hall", 14, 11, "Karim Bellerive", "Bonjour, nous cherchons une salle pour un anniversaire de 50 personnes le samedi 12 juin 2027. La salle du Lavoir est-elle libre et à quel prix pour des habitants ?"),
        new("permit", 17, 15, "Odile Franceschini", "J'ai déposé mon permis de construire le 15 septembre pour une maison et je n'ai toujours rien reçu. Où en est mon dossier ? Référence PC 2026 0041."),
        new("childcare", 19, 8, "Maëlle Courtadon", "Bonjour, je suis enceinte de cinq mois et je reprends le travail en septembre 2027. Je voudrais déposer une demande de place à la crèche Les Coquelicots. Que dois-je faire ?") { Channel = Channel.Email },
        new("identity", 20, 9, "Jeanne Orvault", "Bonjour, je dois refaire ma carte d'identité qui expire en mars. Faut-il prendre rendez-vous et quels papiers dois-je apporter ? Merci d'avance.") { Answer = true },
        new("invoice", 20, 16, "Didier Sauvestre", "Je conteste formellement la facture d'octobre : mon fils était absent 6 jours avec certificat médical et vous me comptez tous les repas. Je refuse de payer.") { Email = null },
        new("library", 21, 10, "Lucie Ravenel", "La médiathèque est-elle ouverte le jeudi ? Et est-ce gratuit pour les étudiants ?") { Then = "En fait, je conteste aussi l'amende de retard que vous m'avez envoyée." },
        new("school", 23, 9, "Tom Hautecourt", "Nous emménageons en janvier avec deux enfants (CE1 et moyenne section). Comment les inscrire à l'école ?"),
        new("music", 23, 14, "Emily Ashdown", "Hello, is it possible to register my 8-year-old daughter for piano lessons during the year, and how much does it cost? We live in Sainte-Amarelle. Thank you!") { Language = "en" },
        new("arabic", 23, 17, "سلمى الإدريسي", "مرحبا، ما هي ساعات عمل البلدية يوم السبت؟ شكرا"),
        new("mower", 24, 8, "Hugo Malbosc", "À partir de quelle heure peut-on passer la tondeuse le dimanche ?"),
        new("distress", 24, 8, "Une habitante", "Je ne sais plus vers qui me tourner. Depuis le départ de ma femme je ne dors plus, je ne mange plus, et je me dis que tout le monde serait mieux sans moi.") { Email = null },
        new("person", 24, 9, "Marcel Loiselay", "Je voudrais parler à une vraie personne, pas à un robot, au sujet de ma facture d'eau. Rappelez-moi au 06 39 98 12 34."),
        new("after-school", 24, 9, "Sabrina Delanoy", "Bonjour, est-ce que la garderie du soir est ouverte après 18 h 30 ? Je finis tard le travail."),
        new("canteen", 24, 9, "Élodie Marchevert", "Bonjour,\n\nCombien coûte un repas à la cantine avec un quotient familial de 742 ?\n\nMerci d'avance,\nÉlodie Marchevert"),
    ];
}
