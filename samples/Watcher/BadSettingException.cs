namespace Watcher;

/// <summary>A setting or an argument is wrong; the message says which, what it is, and what it must be.</summary>
internal sealed class BadSettingException(string message) : Exception(message);
