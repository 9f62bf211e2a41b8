using System.Data.Common;

namespace Collegue.Bench.Peers;

/// <summary>What the engines in a database have in common.</summary>
internal static class PeerSql
{
    /// <param name="text">Of the program only.</param>
    public static async Task ExecuteAsync(this DbConnection connection, string text, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of the peers only.
        command.CommandText = text;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first column of each row.</summary>
    public static async Task<IReadOnlyList<string>> IdsAsync(this DbCommand command, CancellationToken cancellation)
    {
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
