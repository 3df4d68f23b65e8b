using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace Anomaly.Dashboard.Configuration;

/// <summary>
/// An address to listen on. Names are refused: the web server takes a name that it cannot look up for every address, so that a slip of
/// the pen would open a port to the world.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListenHostAttribute : ValidationAttribute
{
    public ListenHostAttribute()
        : base("localhost, * for every address, or an IP address, IPv6 in brackets")
    {
    }

    public override bool IsValid(object? value) =>
        value is "localhost" or "*" or "+"
        || (value is string text && IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetwork || text.StartsWith('[')));
}
