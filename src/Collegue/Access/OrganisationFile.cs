using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Collegue.Access;

/// <summary>Organisations, departments and accounts described in a YAML file (<c>demo/organisations.yaml</c> is an example).</summary>
internal sealed class OrganisationFile
{
    public List<OrganisationEntry> Organisations { get; set; } = [];
    public List<AccountEntry> Accounts { get; set; } = [];

    public static OrganisationFile Read(string path)
    {
        try
        {
            using var reader = File.OpenText(path);
            return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build()
                .Deserialize<OrganisationFile?>(reader) ?? new OrganisationFile();
        }
        catch (YamlException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}, line {exception.Start.Line}: {exception.Message}", exception);
        }
    }
}

internal sealed class OrganisationEntry
{
    public string Slug { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Parent { get; set; }
    public bool Default { get; set; }
    public string? Address { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Website { get; set; }
    public string? OpeningHours { get; set; }
    public List<DepartmentEntry> Departments { get; set; } = [];
}

internal sealed class DepartmentEntry
{
    public string Slug { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? OpeningHours { get; set; }
}

internal sealed class AccountEntry
{
    public string UserName { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public string Organisation { get; set; } = "";
    public string? Department { get; set; }
    public List<string> Roles { get; set; } = [];
    public string Password { get; set; } = "";
}
