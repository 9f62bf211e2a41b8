using Microsoft.Extensions.Options;
using MimeKit;

namespace Collegue.Casework.Sending;

/// <summary>Writes each letter once as <c>ID.eml</c>: written again after a crash, it replaces itself.</summary>
internal sealed class EmlFolder(IOptions<MailOptions> options) : IMailDrop
{
    public async Task<DropOutcome> DropAsync(MimeMessage message, MailEnvelope envelope, Func<Task> handingOver, CancellationToken cancellation)
    {
        var folder = options.Value.Folder ?? throw new InvalidOperationException("Mail:Folder is not set.");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{envelope.Letter}.eml");
        var partial = path + ".partial";
        await using (var file = File.Create(partial))
        {
            await message.WriteToAsync(file, cancellation);
        }

        File.Move(partial, path, overwrite: true);
        return new DropOutcome.Taken();
    }
}
