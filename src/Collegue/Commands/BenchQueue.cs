using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Collegue.Access;
using Collegue.Bench.Intake;
using Collegue.Bench.Queue;
using Collegue.Bench.Triage;
using Collegue.Pages.Desk.Queue;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Collegue.Commands;

/// <summary>How long the desk's list takes to open, to filter and to search with many cases, in a database made for it.</summary>
internal static class BenchQueue
{
    private const string Commune = "sainte-amarelle";
    private const string Agent = "etat-civil";

    /// <summary>What is asked, and the milliseconds promised.</summary>
    private static readonly (string What, string Query, double Bound)[] Lists =
    [
        ("first page", "", 200),
        ("all cases", "state=All", 200),
        ("answered", "state=Answered", 300),
        ("late", "late=true", 300),
        ("critical", "urgency=Critical", 300),
        ("urgency high, all", "state=All&urgency=High", 300),
        ("mine", "mine=true", 300),
        ("mine, answered", "state=Answered&mine=true", 300),
        ("department", "department=etat-civil", 300),
        ("department, all", "state=All&department=etat-civil", 300),
        ("department, answered", "state=Answered&department=etat-civil", 300),
        ("handling", "handling=Human", 300),
        ("three filters", "department=etat-civil&handling=Human&urgency=High", 300),
        ("oldest first", "sort=Age", 300),
        ("newest first", "state=All&sort=Recent", 300),
        ("a number", "state=All&q=NUMBER", 300),
        ("a name", "state=All&q=belcourtois", 300),
        ("a name, open", "q=Belcourtois", 300),
        ("name and first name", "state=All&q=nadia+belcourtois", 300),
        ("a file number", "state=All&q=BEL12", 300),
        ("an address of mail", "state=All&q=dartivac", 300),
        ("a telephone number", "state=All&q=06+12", 300),
        ("a word in few", "state=All&q=ganivetesse", 300),
        ("a word in most", "state=All&q=bonjour", 300),
        ("a word in most, open", "q=bonjour", 300),
        ("a word in most, answered, of a department", "state=Answered&department=police&q=bonjour", 300),
        ("three words in many", "state=All&q=carte+rue+moulin", 300),
        ("a letter", "state=All&q=a", 300),
        ("a word in none", "state=All&q=girafe", 300),
        ("page 40", "state=All&p=40", 300),
        ("page 4,000", "state=All&p=4000", 300),
        ("page 3,000, answered", "state=Answered&p=3000", 300),
    ];

    public static Command Create()
    {
        var count = new Option<int>("--cases") { DefaultValueFactory = _ => 100_000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 30 };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of a PostgreSQL server, where a database is made and dropped (default: SQLite)." };
        var json = DataOption.CreateJson();
        var command = new Command("queue", "Fill a database with cases; time the desk's list, its filters and its search, with the query alone and over HTTP.") { count, rounds, postgres, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = Directory.CreateTempSubdirectory("collegue-queue-");
            var database = $"collegue_queue_{Environment.ProcessId}";
            try
            {
                if (parsed.GetValue(postgres) is { } server)
                {
                    await ExecuteAsync(server, $"CREATE DATABASE {database}", cancellation);
                    var own = new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
                    await File.WriteAllTextAsync(Path.Combine(data.FullName, "collegue.json"), JsonSerializer.Serialize(new { ConnectionStrings = new { Postgres = own } }), cancellation);
                }

                var rows = await RunAsync(data.FullName, parsed.GetValue(count), parsed.GetValue(rounds), parsed.GetValue(postgres) is not null, cancellation);
                BenchTable.PrintRows(rows, parsed.GetValue(json));
                return rows.All(row => row.HttpP99Ms < row.Bound) ? ExitCodes.Success : ExitCodes.Failure;
            }
            finally
            {
                if (parsed.GetValue(postgres) is { } server)
                {
                    NpgsqlConnection.ClearAllPools();
                    await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)", CancellationToken.None);
                }

                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                data.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<IReadOnlyList<QueueFigures>> RunAsync(string data, int count, int rounds, bool onPostgres, CancellationToken cancellation)
    {
        // The demonstration's organisation and accounts, made by the server itself.
        await using var server = new KilledServer(typeof(BenchQueue).Assembly.Location, data, new Dictionary<string, string>());
        await server.StartAsync(cancellation);
        using var host = await Instance.OpenAsync(data, cancellation);
        var owner = await host.Services.OrganisationAsync(Commune, cancellation);
        var watch = Stopwatch.StartNew();
        string number;
        Guid agent;
        await using (var scope = host.Services.CreateScope(owner))
        {
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            number = await FillAsync(db, owner.Id, count, cancellation);
            agent = await db.Users.Where(row => row.UserName == Agent).Select(row => row.Id).SingleAsync(cancellation);
            if (onPostgres)
            {
                // What its autovacuum does by itself within minutes.
                await db.Database.ExecuteSqlAsync($"VACUUM ANALYZE", cancellation);
            }
        }

        await Console.Error.WriteLineAsync(FormattableString.Invariant($"{count} cases stored in {watch.Elapsed.TotalSeconds:F0} s"));
        using var http = await QueueBench.SignInAsync(server.Address, Agent, DemoMode.Describe().Accounts.First(account => account.UserName == Agent).Password, cancellation);
        var figures = new List<QueueFigures>();
        foreach (var (what, query, bound) in Lists)
        {
            var asked = query.Replace("NUMBER", number, StringComparison.Ordinal);
            var (p50, p99) = await QueueBench.TimeAsync(rounds, async () =>
            {
                await using var scope = host.Services.CreateScope(owner);
                await ActivatorUtilities.CreateInstance<QueueReader>(scope.ServiceProvider).ReadAsync(Filter(asked), agent, cancellation);
            });
            var (httpP50, httpP99) = await QueueBench.TimeAsync(rounds, async () =>
            {
                if (!(await http.GetStringAsync($"/desk?{asked}", cancellation)).Contains("class=\"tallies\"", StringComparison.Ordinal))
                {
                    throw new InvalidDataException($"the desk did not answer to '{asked}'.");
                }
            });
            figures.Add(new QueueFigures(what, p50, p99, httpP50, httpP99, bound));
        }

        return figures;
    }

    private static QueueFilter Filter(string query)
    {
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        string? Value(string name) => asked.TryGetValue(name, out var value) ? value.ToString() : null;
        return new QueueFilter
        {
            State = Value("state") is { } state ? Enum.Parse<QueueState>(state) : QueueState.ToHandle,
            Handling = Value("handling") is { } handling ? Enum.Parse<Handling>(handling) : null,
            Urgency = Value("urgency") is { } urgency ? Enum.Parse<Urgency>(urgency) : null,
            Sort = Value("sort") is { } sort ? Enum.Parse<QueueSort>(sort) : QueueSort.Deadline,
            Department = Value("department"),
            Mine = Value("mine") is not null,
            Late = Value("late") is not null,
            Search = Value("q"),
            Page = int.TryParse(Value("p"), out var page) ? page : 1,
        };
    }

    /// <summary>Stores the cases, and gives the number of one.</summary>
    private static async Task<string> FillAsync(CollegueDb db, Guid organisation, int count, CancellationToken cancellation)
    {
        var departments = await db.Departments.Select(row => row.Id).ToListAsync(cancellation);
        var agents = await db.Memberships.Select(row => row.AgentId).ToListAsync(cancellation);
        var texts = TriageBench.Read(Path.Combine(AppContext.BaseDirectory, "demo", "messages.jsonl")).Select(message => message.Text).ToList();
        var town = new TownCases(organisation, departments, agents, texts, TimeProvider.System.GetUtcNow());
        var number = "";
        foreach (var chunk in town.Take(count).Chunk(2_000))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.InsertAsync(Array.ConvertAll(chunk, row => row.Case), cancellation);
            await db.InsertAsync(Array.ConvertAll(chunk, row => row.Message), cancellation);
            await db.InsertAsync(chunk.Select(row => row.Reply).OfType<Storage.Drafts.Reply>().ToList(), cancellation);
            await db.InsertAsync(Array.ConvertAll(chunk, row => row.Text), cancellation);
            await transaction.CommitAsync(cancellation);
            number = chunk[0].Case.Number;
        }

        return number;
    }

    private static async Task ExecuteAsync(string server, string statement, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
