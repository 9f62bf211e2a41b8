using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Collegue.Knowledge.Sources.Folder;

/// <summary>Reads the YAML of a folder; keys of other tools are let through.</summary>
internal static class FolderYaml
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .IgnoreUnmatchedProperties()
        .Build();

    /// <summary>Null with a problem when the text is not what is expected; null alone when it is empty.</summary>
    public static T? Read<T>(string text, out string? problem)
        where T : class
    {
        problem = null;
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
}
