using System.Globalization;

namespace Collegue.Knowledge.Reading;

/// <summary>Why a file was left out, in the language of those who import it; one line each.</summary>
internal static class ReadingTexts
{
    public const string Empty = "le fichier est vide (0 octet)";
    public const string NotReadable = "le fichier ne peut pas être ouvert";
    public const string NoText = "aucun texte n'a été trouvé dans le fichier";
    public const string Binary = "le contenu n'est pas du texte";
    public const string Encrypted = "le PDF est protégé par un mot de passe";
    public const string Scanned = "le PDF ne contient que des images";
    public const string Unmapped = "le texte du PDF ne peut pas être extrait (police sans table de caractères)";
    public const string OcrTooSlow = "la reconnaissance de texte (OCR) a été arrêtée : elle durait trop longtemps";
    public const string NothingRecognised = "la reconnaissance de texte (OCR) n'a trouvé aucun mot";
    public const string Locked = "le document est protégé par un mot de passe";
    public const string Swollen = "le fichier devient démesuré une fois décompressé";
    public const string TooDeep = "le contenu est imbriqué au-delà du raisonnable";
    public const string EncryptedMessage = "le message est chiffré";
    public const string OldOffice = "ancien format Office ou document protégé par un mot de passe : enregistrez-le en .docx ou .xlsx sans mot de passe";
    public const string HeaderOnly = "le tableau n'a aucune ligne sous ses titres de colonnes";
    public const string FrontMatterOpen = "l'en-tête commencé par « --- » n'est pas refermé";
    public const string TooSlow = "la lecture a été arrêtée : elle durait trop longtemps";

    public static string TooLarge(long limit) =>
        string.Create(CultureInfo.InvariantCulture, $"le fichier dépasse {limit / (1024 * 1024)} Mo");

    public static string TooMuchText(int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"le fichier contient plus de {limit / 1_000_000} millions de caractères");

    public static string TooManyCells(int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"le tableau contient plus de {limit / 1_000_000} millions de cases");

    public static string NeedsOcr(string reason) =>
        $"{reason} : à numériser par reconnaissance de texte (OCR) ; installez les paquets tesseract-ocr-fra et poppler-utils, puis importez de nouveau";

    public static string PageNotRecognised(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"la reconnaissance de texte (OCR) a échoué à la page {page}");

    public static string TooManyPictures(int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"le PDF numérisé a plus de {limit} pages : découpez-le pour la reconnaissance de texte (OCR)");

    public static string TooManyPages(int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"le PDF a plus de {limit} pages");

    public static string Attached(string name) => $"Pièce jointe : {name}";

    public static string AttachedNotRead(string name, string reason) => $"Pièce jointe : {name} (non lue : {reason})";

    public static string TooManyAttached(int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"le message a plus de {limit} pièces à lire");

    public static string Damaged(FileFormat format) => $"le fichier est abîmé ou n'est pas un vrai fichier {Name(format)}";

    public static string NotAsNamed(FileFormat content, string extension) =>
        $"le contenu est du {Name(content)} alors que le nom se termine par {extension}";

    public static string NotWhatItSays(string extension) => $"le contenu n'est pas celui d'un fichier {extension}";

    public static string NotSupported(string extension) =>
        (extension.Length == 0 ? "le nom n'a pas d'extension" : $"les fichiers {extension} ne sont pas lus")
        + " (acceptés : .md, .html, .pdf, .docx, .odt, .xlsx, .csv, .txt, .eml)";

    private static string Name(FileFormat format) => format switch
    {
        FileFormat.Markdown => "Markdown",
        FileFormat.Html => "HTML",
        FileFormat.Pdf => "PDF",
        FileFormat.Docx => "DOCX",
        FileFormat.Odt => "ODT",
        FileFormat.Xlsx => "XLSX",
        FileFormat.Eml => "EML",
        FileFormat.Csv => "CSV",
        _ => "texte",
    };
}
