using System.CommandLine;
using System.Globalization;
using Collegue.Access.Keys;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

internal static class KeyCommand
{
    public static Command Create() => new("key", "Create, list and revoke the keys of programs that use the API.") { New(), List(), Revoke() };

    private static Command New()
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var name = new Option<string>("--name") { Description = "What the key is for, as it is shown to administrators.", Required = true };
        var scopes = new Option<string[]>("--scopes") { Description = $"{ScopeNames.All}; separated by commas.", DefaultValueFactory = _ => ["read"] };
        var days = new Option<int?>("--days") { Description = "Days until it expires (default: never)." };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > ProgramKeys.MostDays)
            {
                result.AddError($"--days takes a number from 1 to {ProgramKeys.MostDays}.");
            }
        });
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Trim() is not { Length: > 0 and <= ProgramKeys.LongestName })
            {
                result.AddError($"--name takes 1 to {ProgramKeys.LongestName} characters.");
            }
        });
        var command = new Command("create", "Create a key; it is printed once and never again.") { name, scopes, days, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = ScopeNames.Parse(parsed.GetValue(scopes)!);
            return await OnKeysAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async keys =>
            {
                var key = await keys.CreateAsync(parsed.GetValue(name)!.Trim(), chosen, parsed.GetValue(days), null, cancellation);
                Console.WriteLine(parsed.GetValue(json)
                    ? Wire.Line(new { key = key.Secret, key.Row.Id, key.Row.Prefix, key.Row.Name, scopes = ScopeNames.NamesOf(key.Row.Scopes), key.Row.ExpiresAt })
                    : key.Secret);
                return ExitCodes.Success;
            }, cancellation);
        });
        return command;
    }

    private static Command List()
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("list", "List the keys of an organisation, without their secrets.") { organisation, data, json };
        command.SetAction((parsed, cancellation) => OnKeysAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async keys =>
        {
            var rows = await keys.ListAsync(cancellation);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(Wire.Line(new
                {
                    keys = rows.Select(row => new
                    {
                        row.Id,
                        row.Prefix,
                        row.Name,
                        scopes = ScopeNames.NamesOf(row.Scopes),
                        row.CreatedAt,
                        row.ExpiresAt,
                        row.RevokedAt,
                        row.LastUsedAt,
                    }),
                }));
                return ExitCodes.Success;
            }

            foreach (var row in rows)
            {
                Console.WriteLine(string.Join('\t', row.Prefix, row.Name, string.Join(',', ScopeNames.NamesOf(row.Scopes)),
                    row.RevokedAt is { } revoked ? $"revoked {Day(revoked)}" : row.ExpiresAt is { } end ? $"until {Day(end)}" : "no end",
                    row.LastUsedAt is { } used ? $"used {Day(used)}" : "never used"));
            }

            return ExitCodes.Success;
        }, cancellation));
        return command;
    }

    private static Command Revoke()
    {
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var prefix = new Argument<string>("prefix") { Description = "The beginning of the key, as 'collegue key list' shows it." };
        var command = new Command("revoke", "Revoke a key; a running server refuses it within five seconds.") { prefix, organisation, data };
        command.SetAction((parsed, cancellation) => OnKeysAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async keys =>
        {
            var found = (await keys.ListAsync(cancellation)).Where(row => row.RevokedAt is null && row.Prefix == parsed.GetValue(prefix)).ToList();
            if (found is not [var key] || !await keys.RevokeAsync(key.Id, null, cancellation))
            {
                throw new InvalidDataException($"no key in use begins with '{parsed.GetValue(prefix)}' in this organisation.");
            }

            Console.WriteLine($"The key '{key.Name}' is revoked.");
            return ExitCodes.Success;
        }, cancellation));
        return command;
    }

    private static async Task<int> OnKeysAsync(string data, string? organisation, Func<ProgramKeys, Task<int>> act, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(data, cancellation);
        await using var scope = host.Services.CreateScope(await host.Services.OrganisationAsync(organisation, cancellation));
        return await act(ActivatorUtilities.CreateInstance<ProgramKeys>(scope.ServiceProvider));
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
