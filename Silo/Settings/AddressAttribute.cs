using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Anomaly.Silo.Settings;

/// <summary>An IP address, or a host name. Whether the name is this machine's is seen at the start.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressAttribute : ValidationAttribute
{
    public AddressAttribute()
        : base("an IP address of this machine, such as 127.0.0.1, or a name that leads to one")
    {
    }

    public override bool IsValid(object? value) =>
        value is string text && (IPAddress.TryParse(text, out _) || Uri.CheckHostName(text) == UriHostNameType.Dns);
}
