using System.Text;
using System.Text.RegularExpressions;
using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Folder;

/// <summary><c>collection.yaml</c> and <c>documents.yaml</c>; both may be missing, neither may be wrong.</summary>
internal static partial class FolderManifests
{
    public const string Collection = "collection.yaml";
    public const string Documents = "documents.yaml";
    private const int Largest = 10 * 1024 * 1024;

    public static FolderCollection? ReadCollection(string folder, out string? problem)
    {
        var folderName = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        var fields = Read<CollectionFields>(folder, Collection, out problem) ?? new CollectionFields();
        var name = Text(fields.Name) ?? Slug(folderName);
        if (!SlugForm().IsMatch(name))
            problem ??= FolderTexts.ManifestInvalid(Collection, FolderTexts.BadName(name));
        return problem is not null ? null : new FolderCollection(
            name, Text(fields.Title) ?? folderName, Text(fields.Organisation), fields.SharedWithChildren,
            Text(fields.OwnerDepartment), Text(fields.Licence), File.Exists(Path.Combine(folder, Collection)));
    }

    /// <summary>Fields by path inside the folder, with "/".</summary>
    public static IReadOnlyDictionary<string, DocumentFields> ReadDocuments(string folder, out string? problem)
    {
        var entries = Read<Dictionary<string, DocumentFields?>>(folder, Documents, out problem) ?? [];
        var byPath = new Dictionary<string, DocumentFields>(StringComparer.Ordinal);
        foreach (var (path, fields) in entries)
            byPath[FolderFile.Normalise(path)] = fields ?? new DocumentFields();
        return byPath;
    }

    private static T? Read<T>(string folder, string name, out string? problem)
        where T : class
    {
        problem = null;
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists)
            return null;
        try
        {
            if (file.Length > Largest || TextDecoding.Decode(File.ReadAllBytes(file.FullName)) is not { } text)
            {
                problem = FolderTexts.ManifestInvalid(name, ReadingTexts.NotReadable);
                return null;
            }
            var fields = FolderYaml.Read<T>(text, out var bad);
            problem = bad is null ? null : FolderTexts.ManifestInvalid(name, bad);
            return fields;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = FolderTexts.ManifestInvalid(name, ReadingTexts.NotReadable);
            return null;
        }
    }

    private static string Slug(string folderName)
    {
        var plain = string.Concat(folderName.Normalize(NormalizationForm.FormD).Where(letter => letter < 128)).ToLowerInvariant();
        var slug = NotSlug().Replace(plain, "-").Trim('-');
        return slug.Length == 0 ? "documents" : slug[..Math.Min(slug.Length, 64)].TrimEnd('-');
    }

    private static string? Text(string? value) => Spacing.Line(value) is { Length: > 0 } text ? text : null;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex SlugForm();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotSlug();
}
