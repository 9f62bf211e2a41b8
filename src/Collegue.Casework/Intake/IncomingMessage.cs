using System.Security.Cryptography;
using Collegue.Storage.Cases;

namespace Collegue.Casework.Intake;

/// <summary>Builds the rows of a message and its files.</summary>
internal static class IncomingMessage
{
    public static Message Build(Case subject, Guid id, string body, IReadOnlyList<SubmittedFile> files, DateTimeOffset now)
    {
        var message = new Message { OrganisationId = subject.OrganisationId, Id = id, CaseId = subject.Id, Body = body, ReceivedAt = now };
        foreach (var file in files)
        {
            var attachmentId = Guid.CreateVersion7(now);
            message.Attachments.Add(new Attachment
            {
                OrganisationId = subject.OrganisationId,
                Id = attachmentId,
                MessageId = id,
                FileName = SafeName(file.FileName),
                ContentType = AttachmentInspector.Identify(file.FileName, file.Bytes)!,
                Size = file.Bytes.LongLength,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Bytes)),
                Content = new AttachmentContent { OrganisationId = subject.OrganisationId, AttachmentId = attachmentId, Bytes = file.Bytes },
            });
        }

        return message;
    }

    internal static string SafeName(string fileName)
    {
        var name = fileName.Split('/', '\\')[^1];
        var safe = string.Concat(PlainText.Clean(name).Where(character => !Path.GetInvalidFileNameChars().Contains(character) && character is not ('"' or ';')));
        return safe.Length <= 200 ? safe : string.Concat(safe.AsSpan(0, 180), Path.GetExtension(safe));
    }
}
