using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Npgsql;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>A statement being put together, its values numbered as they come.</summary>
internal sealed class Asking
{
    public NpgsqlBatchCommand Command { get; } = new();

    public string Sql
    {
        set => Command.CommandText = value;
    }

    /// <summary>The place of a value in the statement.</summary>
    public string Value(object value)
    {
        Command.Parameters.Add(new NpgsqlParameter { Value = value });
        return $"${Command.Parameters.Count}";
    }

    /// <summary>What may be read of the documents, called <c>d</c>: rights and dates come before any ranking.</summary>
    public string Readable(Gathering gathering)
    {
        var query = gathering.Query;
        var today = Value(query.Today);
        var readable = $"""
            d.organisation_id = ANY({Value(Organisations(gathering))}) AND d.collection_id = ANY({Value(gathering.Collections.Select(card => card.Id).ToArray())})
            AND (d.valid_from IS NULL OR d.valid_from <= {today}) AND (d.valid_until IS NULL OR d.valid_until >= {today})
            """;
        if (!query.ForAgents)
        {
            readable += $" AND d.audience IS DISTINCT FROM '{Entries.Agents}'";
        }

        if (query.Audience is { } audience)
        {
            readable += $" AND d.audience = {Value(audience)}";
        }

        if (query.Theme is { } theme)
        {
            readable += $" AND d.theme = {Value(theme)}";
        }

        if (query.Documents is { } documents)
        {
            readable += $" AND d.document_id = ANY({Value(documents.ToArray())})";
        }

        return readable;
    }

    public static Guid[] Organisations(Gathering gathering) => [.. gathering.Collections.Select(card => card.Organisation).Distinct()];
}
