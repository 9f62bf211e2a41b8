using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Collegue.Knowledge.Sources.Folder;

/// <summary>Reads the YAML of a folder; keys of other tools are let through.</summary>
internal static class FolderYaml
{
    private const int Deepest = 100;

    private static readonly IDeserializer Deserializer = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .IgnoreUnmatchedProperties()
        .Build();

    /// <summary>Null with a problem when the text is not what is expected; null alone when it is empty.</summary>
    public static T? Read<T>(string text, out string? problem)
        where T : class
    {
        problem = IsTooDeep(text) ? FolderTexts.DeepYaml : null;
        if (problem is not null)
            return null;
        try
        {
            return Deserializer.Deserialize<T?>(text);
        }
        catch (YamlException bad)
        {
            problem = FolderTexts.BadYaml(bad.Start.Line);
            return null;
        }
    }

    /// <summary>The parser slows down with the square of the depth.</summary>
    private static bool IsTooDeep(string text)
    {
        var depth = 0;
        foreach (var sign in text)
        {
            depth += sign is '[' or '{' ? 1 : sign is ']' or '}' ? -1 : 0;
            if (depth > Deepest)
                return true;
        }
        return false;
    }
}
