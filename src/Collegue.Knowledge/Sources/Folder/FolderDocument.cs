using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Splitting;

namespace Collegue.Knowledge.Sources.Folder;

/// <summary>Puts together what a file holds and what is said of it.</summary>
internal static class FolderDocument
{
    public static SourceItem Of(FolderFile file, FileReading.Text text, DocumentFields? listed)
    {
        var own = new DocumentFields();
        if (text.FrontMatter is not null)
        {
            own = FolderYaml.Read<DocumentFields>(text.FrontMatter, out var bad) ?? own;
            if (bad is not null)
                return new SourceItem.Skipped(file.Relative, FolderTexts.FrontMatterInvalid(bad));
        }
        var facts = DocumentFacts.Of(own.CompletedBy(listed), out var problem);
        if (facts is null)
            return new SourceItem.Skipped(file.Relative, problem!);
        var title = facts.Title ?? text.Title ?? Words(Path.GetFileNameWithoutExtension(file.Relative));
        var passages = SectionSplitter.Split(text.Blocks, title);
        if (passages.Count == 0)
            return new SourceItem.Skipped(file.Relative, ReadingTexts.NoText);
        return new SourceItem.Read(new SourceDocument(
            file.Key, title, facts.Url, Above(file.Relative, facts.Theme), facts.Theme, facts.Audience, facts.Description,
            facts.Updated ?? text.Updated, facts.ValidFrom, facts.ValidUntil, passages));
    }

    private static List<string> Above(string relative, string? theme)
    {
        var folders = relative.Split('/')[..^1].Select(Words).Where(name => name.Length > 0);
        return theme is null ? folders.ToList() : [theme, .. folders];
    }

    private static string Words(string name) =>
        Spacing.Line(name.Replace('-', ' ').Replace('_', ' ')) is { Length: > 0 } words ? words : name;
}
