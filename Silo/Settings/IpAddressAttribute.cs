using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Anomaly.Silo.Settings;

/// <summary>An IP address.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IpAddressAttribute : ValidationAttribute
{
    public IpAddressAttribute()
        : base("an IP address of this machine, such as 127.0.0.1")
    {
    }

    public override bool IsValid(object? value) => value is string text && IPAddress.TryParse(text, out _);
}
