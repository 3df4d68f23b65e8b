namespace Anomaly.Grains.Decoding.LineProtocol;

/// <summary>Takes line protocol apart, byte by byte. A newline ends everything but a string.</summary>
internal ref struct LineReader(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The line it stands in, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The byte it stands on; a newline at the end of the text.</summary>
    public readonly byte Current => _at < _text.Length ? _text[_at] : (byte)'\n';

    /// <summary>Whether the line is over. A carriage return before the newline belongs to the line's end.</summary>
    public readonly bool AtLineEnd =>
        Current == '\n' || (Current == '\r' && (_at + 1 >= _text.Length || _text[_at + 1] == '\n'));

    /// <summary>Goes to the next line that is neither empty nor a comment.</summary>
    public bool TryBeginLine()
    {
        for (; _at < _text.Length; SkipLine())
        {
            SkipSpaces();
            if (!AtLineEnd && Current != '#')
                return true;
        }
        return false;
    }

    /// <summary>Goes to the start of the next line.</summary>
    public void SkipLine()
    {
        var newline = _text[_at..].IndexOf((byte)'\n');
        _at = newline < 0 ? _text.Length : _at + newline + 1;
        Line++;
    }

    /// <summary>Goes past spaces.</summary>
    public void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t')
            _at++;
    }

    /// <summary>Goes past a byte, if it is there.</summary>
    public bool TryTake(byte expected)
    {
        if (_at >= _text.Length || _text[_at] != expected)
            return false;
        _at++;
        return true;
    }

    /// <summary>Takes a name or a tag's value: all up to a comma, a space, an equals sign or the line's end that has no backslash before it.</summary>
    /// <param name="equalsToo">Whether an equals sign ends it.</param>
    public ReadOnlySpan<byte> TakeName(bool equalsToo)
    {
        var start = _at;
        for (; !AtLineEnd; _at++)
        {
            var letter = _text[_at];
            if (letter is (byte)',' or (byte)' ' || (equalsToo && letter == '='))
                break;
            if (letter == '\\' && _at + 1 < _text.Length && LineText.IsEscapable(_text[_at + 1], equalsToo))
                _at++;
        }
        return _text[start.._at];
    }

    /// <summary>Takes all up to a comma, a space or the line's end.</summary>
    public ReadOnlySpan<byte> TakeWord()
    {
        var start = _at;
        while (!AtLineEnd && _text[_at] is not ((byte)',' or (byte)' '))
            _at++;
        return _text[start.._at];
    }

    /// <summary>Goes past a string, at whose first quote it stands.</summary>
    /// <returns>Whether the string ends.</returns>
    public bool TrySkipString()
    {
        for (_at++; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case (byte)'"':
                    _at++;
                    return true;
                case (byte)'\\' when _at + 1 < _text.Length && _text[_at + 1] is (byte)'"' or (byte)'\\':
                    _at++;
                    break;
                case (byte)'\n':
                    Line++;
                    break;
            }
        }
        return false;
    }
}
