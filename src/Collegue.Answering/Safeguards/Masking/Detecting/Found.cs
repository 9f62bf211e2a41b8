using Collegue.Answering.Grounding;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>What was found in one text; each character belongs to one finding, the first that took it.</summary>
internal sealed class Found
{
    private readonly Reading _reading;
    private readonly ContactWhitelist? _published;
    private readonly Stretches _free;
    private readonly List<DetectedData> _data = [];

    public Found(Reading reading, ContactWhitelist? published)
    {
        (_reading, _published) = (reading, published);
        _free = new Stretches(reading.Text.Length);
        for (var at = 0; at < reading.Count; at++)
        {
            if (reading.Is(at, TokenKind.Hole))
                _free.Take(reading[at].Start, reading[at].Length);
        }
    }

    public IReadOnlyList<DetectedData> InOrder => [.. _data.OrderBy(data => data.Start)];

    public IEnumerable<DetectedData> Of(DataKind kind) => _data.Where(data => data.Kind == kind);

    /// <summary>From the first token to before the token <paramref name="end"/>.</summary>
    public bool Take(DataKind kind, int first, int end) => TakeSpan(kind, _reading[first].Start, _reading[end - 1].End);

    public bool TakeSpan(DataKind kind, int start, int end)
    {
        if (!_free.Take(start, end - start))
            return false;
        var value = _reading.Text[start..end];
        if (!IsPublished(kind, value, start))
            _data.Add(new DetectedData(kind, value, start));
        return true;
    }

    /// <summary>True when a token belongs to something found already.</summary>
    public bool IsTaken(int at) => _free.IsTaken(_reading[at].Start);

    private bool IsPublished(DataKind kind, string value, int start)
    {
        var contact = kind switch
        {
            DataKind.Phone => CheckKinds.Phone,
            DataKind.Email => CheckKinds.Email,
            DataKind.Address => CheckKinds.Address,
            _ => null,
        };
        return _published is not null && contact is not null && _published.Allows(new Fact(contact, value, start, Contacts.Canonical(contact, value)));
    }
}
